/** A population's step with reductions: the kernels of its stages, and what runs between them. Knows no model and no plan. */
import { type AxisShape, alongLane } from './along-lane.ts';
import type { FixedKernels } from './fixed.ts';
import type { Program } from './ir.ts';
import type { PopulationKernel } from './population-kernel.ts';
import type { ArrayName, Reduction, StagedProgram } from './stages.ts';
import { type Binding, bytesOf } from './wasm/index.ts';

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
  shape: AxisShape,
  binding: Binding,
  memory: WebAssembly.Memory,
  fixed: FixedKernels,
): (lane: number) => void {
  const { precision, stride } = binding;
  const run = alongLane(kind, shape, precision, memory, fixed);
  const source = addressOf(from, binding);
  const target = binding.scratch![to]!;
  const chosen = index === null ? 0 : addressOf(index, binding);
  return (lane) => {
    const offset = lane * stride * bytesOf[precision];
    run(source + offset, chosen + offset, target + offset);
  };
}

function addressOf({ of, name }: ArrayName, binding: Binding): number {
  return of === 'state' ? binding.state[name]! : binding.scratch![name]!;
}
