/** The Mackey-Glass series: production that is held back by its own past; chaotic where that lies long enough ago. */
import type { DatasetDescription, OpenRequest } from '../../engine/index.ts';
import { freeRun, freeRunOptions } from './free-run.ts';
import { aheadOptions, oneStepAhead } from './series.ts';

const name = 'mackey-glass';
const transient = 1000;
/** Steps of Euler's method to a time unit. */
const perUnit = 10;

/** dx/dt = 0.2 x(t - tau) / (1 + x(t - tau)^10) - 0.1 x, 1.2 until the beginning, by Euler's method at 0.1: the value at each time unit. */
export function mackeyGlass(tau: number, count: number): Float64Array {
  const delay = Math.round(tau * perUnit);
  // Place n holds the value n - delay steps after the beginning.
  const x = new Float64Array(delay + (count - 1) * perUnit + 1).fill(1.2, 0, delay + 1);
  for (let n = delay; n + 1 < x.length; n++) {
    const past = x[n - delay]!;
    const square = past * past;
    const fourth = square * square;
    x[n + 1] = x[n]! + ((0.2 * past) / (1 + fourth * fourth * square) - 0.1 * x[n]!) / perUnit;
  }
  return Float64Array.from({ length: count }, (_, k) => x[delay + k * perUnit]!);
}

const ownOptions = {
  tau: { default: 17, min: 0.1, max: 100, doc: 'how long ago the past lies; rounded to tenths' },
  offset: { default: 0, min: -10, max: 10, doc: 'added to the values: -1 brings them around 0' },
} as const;

function shifted({ options }: OpenRequest, count: number): Float64Array {
  const { tau, offset } = options as { tau: number; offset: number };
  return mackeyGlass(tau, transient + count)
    .subarray(transient)
    .map((value) => value + offset);
}

/**
 * Fields, of each step (a time unit): `value`, `next`. The same for every seed: nothing is drawn. The first 1,000 time units are left
 * out. Chaotic for tau 17; periodic below about 16.8.
 */
export const mackeyGlassSeries: DatasetDescription = {
  name,
  title: 'Mackey-Glass series',
  licence: 'none needed: it is made',
  source: 'Mackey & Glass 1977, Science 197:287; as a task: Jaeger & Haas 2004, Science 304:78',
  file: null,
  options: {
    ...ownOptions,
    ...aheadOptions({ steps: 100, train: 28, validation: 4, test: 10 }),
  },
  open: (request) => oneStepAhead(name, request, 1, (count) => shifted(request, count)),
};

/** Fields as `freeRun` has them: to be foretold by a network that hears itself. */
export const mackeyGlassFree: DatasetDescription = {
  ...mackeyGlassSeries,
  name: `${name}-free`,
  title: 'Mackey-Glass series, to run free from many places',
  options: { ...ownOptions, ...freeRunOptions({ train: 2800, starts: 50, horizon: 84 }) },
  open: (request) => freeRun(`${name}-free`, request, 1, (count) => shifted(request, count)),
};
