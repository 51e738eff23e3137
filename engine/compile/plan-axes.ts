/** Plans what a population needs whose cells work along axes: the shapes of those, arrays between stages, indices. Runs nothing. */
import { axisShape } from '../axes.ts';
import { NeurariumError } from '../errors.ts';
import { stagesOf } from '../kernels/index.ts';
import { axesOf, lanesAxis, type Program } from '../kernels/ir.ts';
import type { Layout } from './layout.ts';
import { numberBytes, numbersAt, type PopulationPlan, type Precision } from './plan.ts';
import { type PopulationRequest, strideOf } from './population.ts';

/** From here on float32 does not know every index. */
const largestIndex32 = 2 ** 24;

export function planAxes(
  { population, lowered, precision, lanes }: PopulationRequest,
  layout: Layout,
): Pick<PopulationPlan, 'staged' | 'shapes' | 'scratch' | 'indices'> {
  const staged = stagesOf(lowered.step);
  const { name, axes, size } = population;
  const shapes = Object.fromEntries(
    axesOf(lowered.step).map((axis) => [axis, axis === lanesAxis ? acrossLanes(name, size, lanes) : axisShape(axes, size, axis)]),
  );
  const longest = Math.max(0, ...Object.values(shapes).map(({ length }) => length));
  if (precision === 'float32' && longest > largestIndex32) {
    throw new NeurariumError({
      code: 'description',
      message: `an axis of ${longest} cells, but float32 knows indices up to ${largestIndex32} only`,
      where: `population ${name}`,
      hint: 'Use --precision float64.',
    });
  }
  const bytes = strideOf(size) * numberBytes(precision);
  const scratch = (staged?.scratch ?? []).map((array) => [array, layout.request('scratch', lanes * bytes)] as const);
  const indices = indexAxes(lowered.step).map((axis) => [axis, layout.request('constants', bytes)] as const);
  return { staged, shapes, scratch: Object.fromEntries(scratch), indices: Object.fromEntries(indices) };
}

/** In a simulation cells have their batch to themselves: learning has arrays of its own. */
function acrossLanes(name: string, size: number, lanes: number) {
  if (lanes === 1) return { outer: size, length: 1, inner: 1 };
  throw new NeurariumError({
    code: 'description',
    message: `sums over the batch in a simulation of ${lanes} lanes, expected one: they are for learning`,
    where: `population ${name}`,
  });
}

function indexAxes({ instructions }: Program): string[] {
  const names = instructions.flatMap((one) => (one.op === 'load' && one.from === 'index' ? one.name : []));
  return [...new Set(names)];
}

/** Padding repeats the last cell, as it does for parameters. */
export function fillIndices(plan: PopulationPlan, buffer: ArrayBuffer, precision: Precision): void {
  for (const [axis, { address }] of Object.entries(plan.indices)) {
    const { length, inner } = plan.shapes[axis]!;
    const values = numbersAt(buffer, address, plan.stride, precision);
    for (let cell = 0; cell < plan.stride; cell++) values[cell] = Math.floor(Math.min(cell, plan.size - 1) / inner) % length;
  }
}
