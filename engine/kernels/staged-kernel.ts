/** A population's step with reductions: the kernels of its stages, and what runs between them. Knows no model and no plan. */
import { type FixedKernels, reduceKinds } from './fixed.ts';
import type { Program } from './ir.ts';
import type { PopulationKernel } from './population-kernel.ts';
import type { ArrayName, Reduction, StagedProgram } from './stages.ts';
import { type Binding, cellsOf } from './wasm/index.ts';

/** The population seen from one of its axes: an array [outer][length][inner]. */
export interface AxisShape {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/** `compiledKernel` or `interpretedKernel`. */
export type MakeKernel = (
  program: Program,
  binding: Binding,
  slots: readonly number[],
  memory: WebAssembly.Memory,
) => PopulationKernel;

/** `shapes`: of each axis that the program names. */
export function stagedKernel(
  { stages }: StagedProgram,
  shapes: Readonly<Record<string, AxisShape>>,
  about: readonly [binding: Binding, slots: readonly number[], memory: WebAssembly.Memory],
  fixed: FixedKernels,
  make: MakeKernel,
): PopulationKernel {
  const [binding, slots, memory] = about;
  const inner: Binding = { ...binding, ports: {} };
  const kernels = stages.map(({ program }, stage) =>
    stage === 0 ? make(program, binding, slots, memory) : make(program, inner, [], memory),
  );
  const between = stages.map(({ reductions }) =>
    reductions.map((reduction) => reduce(reduction, shapes[reduction.axis]!, binding, memory, fixed)),
  );
  return (lane, step, stimulated) => {
    let spikes = 0;
    for (let stage = 0; stage < kernels.length; stage++) {
      spikes = kernels[stage]!(lane, step, stimulated);
      for (const run of between[stage]!) run(lane);
    }
    return spikes;
  };
}

function reduce(
  { kind, from, index, to }: Reduction,
  { outer, length, inner }: AxisShape,
  binding: Binding,
  memory: WebAssembly.Memory,
  fixed: FixedKernels,
): (lane: number) => void {
  const wide = binding.precision === 'float64';
  const { size, stride } = binding;
  const numbers = wide ? new Float64Array(memory.buffer) : new Float32Array(memory.buffer);
  const bytes = numbers.BYTES_PER_ELEMENT;
  const source = addressOf(from, binding);
  const target = binding.scratch![to]!;
  const chosen = index === null ? 0 : addressOf(index, binding);
  const place = reduceKinds.indexOf(kind as (typeof reduceKinds)[number]);
  const reduceAlong = wide ? fixed.reduce64 : fixed.reduce32;
  const gatherAlong = wide ? fixed.gatherAlong64 : fixed.gatherAlong32;
  const wholeVectors = Math.ceil(size / cellsOf[binding.precision]) * cellsOf[binding.precision];
  return (lane) => {
    const offset = lane * stride * bytes;
    if (kind === 'at') gatherAlong(source + offset, chosen + offset, target + offset, outer, length, inner);
    else reduceAlong(place, source + offset, target + offset, outer, length, inner);
    // The last vector's padding repeats its last cell, so that it computes nothing unusual.
    const first = (target + offset) / bytes;
    for (let cell = size; cell < wholeVectors; cell++) numbers[first + cell] = numbers[first + size - 1]!;
  };
}

function addressOf({ of, name }: ArrayName, binding: Binding): number {
  return of === 'state' ? binding.state[name]! : binding.scratch![name]!;
}
