/** The door of the executors: they step a plan. */
import type { Plan } from '../compile/plan.ts';
import type { BatchedBackend } from './backend.ts';
import { BatchedExecutor } from './batched.ts';
import type { Executor } from './executor.ts';
import { StreamsExecutor } from './streams.ts';

export type { BatchedBackend } from './backend.ts';
export { CellsInTurn } from './cells-in-turn.ts';
export type { Executor } from './executor.ts';

/**
 * `wasm` for speed; `interpreter`, the same operations one by one in JavaScript, to check it; `streams`, one RxJS operator per neuron, to
 * check both and to read, some thousand times slower than `wasm` and without checkpoints. In float64 they agree bit for bit.
 */
export type Backend = BatchedBackend | 'streams';

export function executorOf(plan: Plan, backend: Backend = 'wasm'): Executor {
  return backend === 'streams' ? new StreamsExecutor(plan) : new BatchedExecutor(plan, backend);
}
