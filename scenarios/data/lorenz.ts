/** Lorenz's convection: the first strange attractor. */
import { type DatasetDescription, Draws, type OpenRequest } from '../../engine/index.ts';
import { freeRun, freeRunOptions } from './free-run.ts';
import { aheadOptions, oneStepAhead } from './series.ts';
import { type Derivative, trajectory } from './trajectory.ts';

const name = 'lorenz';
const sigma = 10;
const beta = 8 / 3;
const about = { licence: 'none needed: it is made', source: 'Lorenz 1963, J Atmos Sci 20:130', file: null } as const;
const heat = { rho: { default: 28, min: 0, max: 200, doc: 'how much it is heated; chaotic from 24.74 on' } } as const;

/** By Runge-Kutta, so many of the `perUnit` steps of a time unit to a sample, from a start that is drawn; the first 50 time units are left out. */
function sampled({ options, seed }: OpenRequest, perUnit: number): (count: number) => Float64Array {
  const { rho, perSample } = options as { rho: number; perSample: number };
  const derivative: Derivative = ([x, y, z], to) => {
    to[0] = sigma * (y! - x!);
    to[1] = x! * (rho - z!) - y!;
    to[2] = x! * y! - beta * z!;
  };
  const draws = new Draws(seed, name, 'start');
  const start = Float64Array.from([0, 1, 2], (k) => draws.uniform(0, k, 1, 10));
  const transient = Math.ceil((50 * perUnit) / perSample);
  return (count) => trajectory(derivative, start, { step: 1 / perUnit, perSample, transient, count });
}

/** Fields, of each step: `value` (x, y, z), `next`. Runge-Kutta at 0.01. */
export const lorenz: DatasetDescription = {
  ...about,
  name,
  title: 'Lorenz system',
  options: {
    ...heat,
    perSample: { default: 2, min: 1, max: 100, integer: true, doc: 'hundredths of a time unit in a step' },
    ...aheadOptions({ steps: 100, train: 40, validation: 5, test: 15 }),
  },
  open: (request) => oneStepAhead(name, request, 3, sampled(request, 100)),
};

/** Fields, of each step: `value` (x, y, z), `next`, `change`, `free`. Runge-Kutta at 0.005; the largest Lyapunov exponent is 0.9056. */
export const lorenzFree: DatasetDescription = {
  ...about,
  name: `${name}-free`,
  title: 'Lorenz system, to go on alone',
  options: {
    ...heat,
    perSample: { default: 5, min: 1, max: 200, integer: true, doc: 'two-hundredths of a time unit in a step' },
    ...freeRunOptions({ train: 400, starts: 20, horizon: 44 }),
  },
  open: (request) => freeRun(`${name}-free`, request, 3, sampled(request, 200)),
};
