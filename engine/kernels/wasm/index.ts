/**
 * The WebAssembly emitter: a population's program, bound to memory, becomes a module with 128-bit SIMD. It does what the interpreter
 * does: in float64 bit for bit (but for the bits of a NaN), in float32 with each operation rounded. It runs nothing itself.
 */
import type { Program, SplitStep } from '../ir.ts';
import type { Binding, PortInput } from './binding.ts';
import { emitStep } from './emit-step.ts';
import { ModuleBuilder } from './module-builder.ts';
import { planStep } from './step-plan.ts';
import { type TurnVariable, takeTurn } from './sweep.ts';

export type { Binding, BoundNumber, PopulationExports, PortInput, Precision, SplitExports, StepFunction } from './binding.ts';
export { bytesOf, cellsOf } from './binding.ts';
export { emitWalk } from './emit-walk.ts';
export type { TurnVariable } from './sweep.ts';
export type { Along, Walk, WalkBinding } from './walk-binding.ts';

/**
 * Bytes of a module that imports `env.memory` (not shared) and exports `step(lane, step, ...slots)` and, if some port has a `stimulus`
 * input, `stepStimulated` of the same form; see `PopulationExports`. The module keeps nothing between calls.
 * @throws NeurariumError with code `equation` for an operation that kernels do not have, or a name that is not bound.
 */
export function emitPopulation(program: Program, binding: Binding): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  const plan = planStep(program, binding.precision === 'float64');
  const common = { walk: 'all', watch: true } as const;
  module.add(emitStep(module, plan, binding, { ...common, exportedAs: 'step', present: ({ kind }) => kind !== 'stimulus' }));
  const stimulated = Object.values(binding.ports)
    .flat()
    .some(({ kind }) => kind === 'stimulus');
  if (stimulated) module.add(emitStep(module, plan, binding, { ...common, exportedAs: 'stepStimulated', present: () => true }));
  return module.finish();
}

/** Bytes of a module that exports `turn(lane, step, cell)`: the step for the vector of that cell. The binding has no ports, the program no spike. */
export function emitTurn(program: Program, binding: Binding): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  const plan = planStep(program, binding.precision === 'float64');
  module.add(emitStep(module, plan, binding, { exportedAs: 'turn', present: () => true, walk: 'cell', watch: false }));
  return module.finish();
}

/**
 * Bytes of a module that exports `sweep(lane, step, order, end)`: one cell after the other of those at `order` (uint32, up to the address `end`),
 * as `takeTurn` says; returns the address of the cell at which it stopped, or `end`. The binding has no ports, the program no spike.
 */
export function emitSweep(program: Program, binding: Binding, variables: readonly TurnVariable[]): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  const plan = planStep(program, binding.precision === 'float64');
  const after = takeTurn(variables);
  module.add(emitStep(module, plan, binding, { exportedAs: 'sweep', present: () => true, walk: 'order', watch: false, after }));
  return module.finish();
}

/**
 * Bytes of a module with the same step in two, without stimuli: `arrive(lane, step, ...slots, list, length)` for cells that have
 * arrivals (uint16 at `list`, `length` of at least 1; a cell may stand there twice), `quiet(lane, step, ...slots)` for the rest of the
 * step of all cells. All rings must belong to event ports. See `SplitExports`.
 */
export function emitSplitPopulation({ arrivals, quiet }: SplitStep, binding: Binding): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  const inline = binding.precision === 'float64';
  const isRing = (input: PortInput) => 'ring' in input;
  module.add(
    emitStep(module, planStep(arrivals, inline), binding, { exportedAs: 'arrive', present: isRing, walk: 'list', watch: false }),
  );
  const isValue = ({ kind }: PortInput) => kind === 'values';
  module.add(
    emitStep(module, planStep(quiet, inline, true), binding, { exportedAs: 'quiet', present: isValue, walk: 'all', watch: true }),
  );
  return module.finish();
}
