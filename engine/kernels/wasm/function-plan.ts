/** The engine's own functions in the form that is emitted. Knows no population. */
import type { Id, Program } from '../ir.ts';
import { countUses, flatten, foldMasks, type VectorProgram } from './vector-program.ts';

export interface FunctionPlan {
  readonly program: VectorProgram;
  readonly uses: Int32Array;
  /** The instruction that is the function's value. */
  readonly result: Id;
}

export function planFunction(source: Program): FunctionPlan {
  const { program: flat, result } = flatten(source, true);
  const program = foldMasks(flat);
  return { program, uses: countUses(program, [result]), result };
}
