/**
 * The WebAssembly emitter: a population's program, bound to memory, becomes a module with 128-bit SIMD. It does what the interpreter
 * does: in float64 bit for bit (but for the bits of a NaN), in float32 with each operation rounded. It runs nothing itself.
 */
import type { Program } from '../ir.ts';
import type { Binding } from './binding.ts';
import { emitStep } from './emit-step.ts';
import { ModuleBuilder } from './module-builder.ts';
import { planStep } from './step-plan.ts';

export type { Binding, BoundNumber, PopulationExports, PortInput, Precision, StepFunction } from './binding.ts';

/**
 * Bytes of a module that imports `env.memory` (not shared) and exports `step(lane, step, ...slots)` and, if some port has a `stimulus`
 * input, `stepStimulated` of the same form; see `PopulationExports`. The module keeps nothing between calls.
 * @throws NeurariumError with code `equation` for an operation that kernels do not have, or a name that is not bound.
 */
export function emitPopulation(program: Program, binding: Binding): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  const plan = planStep(program, binding.precision === 'float64');
  module.add(emitStep(module, plan, binding, { exportedAs: 'step', stimulated: false }));
  const stimulated = Object.values(binding.ports).flat().some(({ kind }) => kind === 'stimulus');
  if (stimulated) module.add(emitStep(module, plan, binding, { exportedAs: 'stepStimulated', stimulated }));
  return module.finish();
}
