/** Lorenz's convection: the first strange attractor. */
import { type DatasetDescription, Draws } from '../../engine/index.ts';
import { oneStepAhead, seriesOptions } from './series.ts';
import { type Derivative, trajectory } from './trajectory.ts';

const name = 'lorenz';
const sigma = 10;
const beta = 8 / 3;

/** Fields, of each step: `value` (x, y, z), `next`. Runge-Kutta at 0.01, from a start that is drawn; the first 50 time units are left out. */
export const lorenz: DatasetDescription = {
  name,
  title: 'Lorenz system',
  licence: 'none needed: it is made',
  source: 'Lorenz 1963, J Atmos Sci 20:130',
  file: null,
  options: {
    rho: { default: 28, min: 0, max: 200, doc: 'how much it is heated; chaotic from 24.74 on' },
    perSample: { default: 2, min: 1, max: 100, integer: true, doc: 'hundredths of a time unit in a step' },
    ...seriesOptions({ steps: 100, train: 40, validation: 5, test: 15 }),
  },
  open: (request) => {
    const { rho, perSample } = request.options as { rho: number; perSample: number };
    const derivative: Derivative = ([x, y, z], to) => {
      to[0] = sigma * (y! - x!);
      to[1] = x! * (rho - z!) - y!;
      to[2] = x! * y! - beta * z!;
    };
    const draws = new Draws(request.seed, name, 'start');
    const start = Float64Array.from([0, 1, 2], (k) => draws.uniform(0, k, 1, 10));
    const transient = Math.ceil(5000 / perSample);
    return oneStepAhead(name, request, 3, (count) => trajectory(derivative, start, { step: 0.01, perSample, transient, count }));
  },
};
