/** A population's step as a function, compiled to WebAssembly. interpreted-kernel.ts is the same function, interpreted. */
import type { Program } from './ir.ts';
import { type Binding, emitPopulation, type PopulationExports, type StepFunction } from './wasm/index.ts';

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
