/** Plans the memory of Poisson drives: their tables of thresholds, weights, and the numbers drawn for a step. */
import { within } from '../errors.ts';
import { poissonTable, poissonTableBytes } from '../kernels/index.ts';
import type { NetworkDrive } from '../network.ts';
import { streamKey } from '../random.ts';
import type { Layout } from './layout.ts';
import { type DrivePlan, numberBytes, numbersAt, type PopulationPlan, type Precision } from './plan.ts';
import type { Sampler } from './sampler.ts';

interface Options {
  readonly dt: number;
  readonly seed: number;
  readonly precision: Precision;
  readonly lanes: number;
}

/** Nothing a step changes outlives the step, so nothing lies in the state. */
export function requestDrive(
  { weight }: NetworkDrive,
  target: PopulationPlan,
  precision: Precision,
  lanes: number,
  layout: Layout,
): Pick<DrivePlan, 'table' | 'weight' | 'counts'> {
  const perCell = typeof weight !== 'number';
  return {
    table: layout.request('constants', poissonTableBytes),
    weight: { region: layout.request('constants', (perCell ? target.stride : 1) * numberBytes(precision)), perCell },
    counts: layout.request('scratch', lanes * target.stride * 4),
  };
}

/** The drive draws from the stream of its own name. */
export function planDrive(drive: NetworkDrive, target: PopulationPlan, options: Options, layout: Layout): DrivePlan {
  const { name, port, after } = drive;
  const { seed, precision, lanes } = options;
  return { name, target, port, after, key: streamKey(seed, name), ...requestDrive(drive, target, precision, lanes, layout) };
}

/** Weights per cell are drawn from the stream `<name>/weight`; padding repeats the last cell. */
export function fillDrive(
  plan: DrivePlan,
  { name, rate, weight: given }: NetworkDrive,
  buffer: ArrayBuffer,
  { dt, precision }: Options,
  sampler: Sampler,
): void {
  const { table, weight, target } = plan;
  new Int32Array(buffer, table.address, poissonTableBytes / 4).set(within(`drive ${name}`, () => poissonTable(rate * dt)));
  const weights = numbersAt(buffer, weight.region.address, weight.perCell ? target.stride : 1, precision);
  const draw = sampler.values(given, `${name}/weight`);
  for (let cell = 0; cell < weights.length; cell++) weights[cell] = draw(Math.min(cell, target.size - 1), 0);
}
