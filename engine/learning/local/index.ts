/** The door of learning by what the cells at both ends of a connection say. */
export { planLocal } from './local.ts';
export { planMeans } from './means.ts';
