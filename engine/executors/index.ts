/** The door of the executors: they step a plan. */
export { type Backend, BatchedExecutor } from './batched.ts';
