/** Roessler's band: chaos of the fewest nonlinear terms. */
import { type DatasetDescription, Draws } from '../../engine/index.ts';
import { aheadOptions, oneStepAhead } from './series.ts';
import { type Derivative, trajectory } from './trajectory.ts';

const name = 'rossler';

/** Fields, of each step: `value` (x, y, z), `next`. Runge-Kutta at 0.02, from a start that is drawn; the first 100 time units are left out. */
export const rossler: DatasetDescription = {
  name,
  title: 'Roessler system',
  licence: 'none needed: it is made',
  source: 'Roessler 1976, Phys Lett A 57:397',
  file: null,
  options: {
    a: { default: 0.2, min: 0, max: 1, doc: 'how fast it spirals outwards' },
    b: { default: 0.2, min: 0, max: 2, doc: 'what lifts it off the plane' },
    c: { default: 5.7, min: 0.1, max: 20, doc: 'how far out it folds back' },
    perSample: { default: 5, min: 1, max: 100, integer: true, doc: 'fiftieths of a time unit in a step' },
    ...aheadOptions({ steps: 100, train: 40, validation: 5, test: 15 }),
  },
  open: (request) => {
    const { a, b, c, perSample } = request.options as { a: number; b: number; c: number; perSample: number };
    const derivative: Derivative = ([x, y, z], to) => {
      to[0] = -y! - z!;
      to[1] = x! + a * y!;
      to[2] = b + z! * (x! - c);
    };
    const draws = new Draws(request.seed, name, 'start');
    const start = Float64Array.from([0, 1, 2], (k) => draws.uniform(0, k));
    const transient = Math.ceil(5000 / perSample);
    return oneStepAhead(name, request, 3, (count) => trajectory(derivative, start, { step: 0.02, perSample, transient, count }));
  },
};
