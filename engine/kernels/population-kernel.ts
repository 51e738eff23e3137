/** A population's step as a function, compiled to WebAssembly. interpreted-kernel.ts is the same function, interpreted. */
import type { Program, SplitStep } from './ir.ts';
import {
  type Binding,
  emitPopulation,
  emitSplitPopulation,
  emitSweep,
  emitTurn,
  type PopulationExports,
  type SplitExports,
  type StepFunction,
  type TurnVariable,
} from './wasm/index.ts';

/**
 * Steps one lane; returns its number of spikes. `stimulated`: whether stimulus inputs were written for this step.
 * Ring slots follow from the step: slot = step mod slots.
 */
export type PopulationKernel = (lane: number, step: number, stimulated: boolean) => number;

/** `slots`: the number of slots of each ring, in the order of `PortInput.ring`. */
export function compiledKernel(
  program: Program,
  binding: Binding,
  slots: readonly number[],
  memory: WebAssembly.Memory,
): PopulationKernel {
  const module = new WebAssembly.Module(emitPopulation(program, binding));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const { step, stepStimulated } = exports as unknown as PopulationExports;
  const plain = withSlots(step, slots);
  const stimulatedStep = stepStimulated === undefined ? plain : withSlots(stepStimulated, slots);
  return (lane, stepNumber, stimulated) => (stimulated ? stimulatedStep : plain)(lane, stepNumber);
}

/** Works the slots out per call, without an array for the usual numbers of rings: this runs once per population and step. */
function withSlots(step: StepFunction, slots: readonly number[]): (lane: number, stepNumber: number) => number {
  const [a = 1, b = 1, c = 1, d = 1] = slots;
  switch (slots.length) {
    case 0:
      return step;
    case 1:
      return (lane, n) => step(lane, n, n % a);
    case 2:
      return (lane, n) => step(lane, n, n % a, n % b);
    case 3:
      return (lane, n) => step(lane, n, n % a, n % b, n % c);
    case 4:
      return (lane, n) => step(lane, n, n % a, n % b, n % c, n % d);
    default:
      return (lane, n) => step(lane, n, ...slots.map((count) => n % count));
  }
}

/** Computes one cell of a lane. What it stores of the cell's neighbours in a vector has no meaning. */
export type CellKernel = (lane: number, step: number, cell: number) => void;

/** The program has no spike, and the binding no ports: see turn-program.ts. */
export function compiledCellKernel(program: Program, binding: Binding, memory: WebAssembly.Memory): CellKernel {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(emitTurn(program, binding)), { env: { memory } });
  return (exports as unknown as { readonly turn: CellKernel }).turn;
}

/** Moves one cell after the other, up to the first that would change what others read; returns its address in the order, or `end`. */
export type SweepKernel = (lane: number, step: number, order: number, end: number) => number;

/** Program and binding as of a cell kernel. */
export function compiledSweepKernel(
  program: Program,
  binding: Binding,
  variables: readonly TurnVariable[],
  memory: WebAssembly.Memory,
): SweepKernel {
  const module = new WebAssembly.Module(emitSweep(program, binding, variables));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return (exports as unknown as { readonly sweep: SweepKernel }).sweep;
}

/** A step in two: arrivals cell by cell, then the rest of the step for all cells. Only for steps without stimuli. */
export interface SplitKernel {
  /** Takes the arrivals of the listed cells (uint16 at `list`; `length` at least 1) and of their neighbours in a vector. */
  arrive(lane: number, step: number, list: number, length: number): void;
  /** Returns the number of spikes. */
  quiet(lane: number, step: number): number;
}

export function compiledSplitKernel(
  programs: SplitStep,
  binding: Binding,
  slots: readonly number[],
  memory: WebAssembly.Memory,
): SplitKernel {
  const module = new WebAssembly.Module(emitSplitPopulation(programs, binding));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const { arrive, quiet } = exports as unknown as SplitExports;
  const [a = 1, b = 1] = slots;
  if (slots.length === 1)
    return { arrive: (lane, n, list, length) => void arrive(lane, n, n % a, list, length), quiet: withSlots(quiet, slots) };
  if (slots.length === 2) {
    return {
      arrive: (lane, n, list, length) => void arrive(lane, n, n % a, n % b, list, length),
      quiet: withSlots(quiet, slots),
    };
  }
  return {
    arrive: (lane, n, list, length) => void arrive(lane, n, ...slots.map((count) => n % count), list, length),
    quiet: withSlots(quiet, slots),
  };
}
