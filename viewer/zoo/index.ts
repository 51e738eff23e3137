/** The door of the front page. */
export { Zoo } from './zoo.tsx';
