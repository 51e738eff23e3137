/** Henon's map: a strange attractor in one line. */
import { type DatasetDescription, Draws } from '../../engine/index.ts';
import { aheadOptions, oneStepAhead } from './series.ts';

const name = 'henon';
const transient = 100;

/** x' = 1 - a x^2 + y, y' = b x. Fields, of each step: `value` (x, y), `next`. From a start that is drawn; the first 100 steps are left out. */
export const henon: DatasetDescription = {
  name,
  title: 'Henon map',
  licence: 'none needed: it is made',
  source: 'Henon 1976, Commun Math Phys 50:69',
  file: null,
  options: {
    a: { default: 1.4, min: 0, max: 1.4, doc: 'how strongly it bends' },
    b: { default: 0.3, min: 0, max: 0.3, doc: 'how much area remains' },
    ...aheadOptions({ steps: 100, train: 20, validation: 5, test: 20 }),
  },
  open: (request) => {
    const { a, b } = request.options as { a: number; b: number };
    const draws = new Draws(request.seed, name, 'start');
    let x = draws.uniform(0, 0, -0.1, 0.1);
    let y = draws.uniform(0, 1, -0.1, 0.1);
    return oneStepAhead(name, request, 2, (count) => {
      const values = new Float64Array(2 * count);
      for (let t = -transient; t < count; t++) {
        if (t >= 0) values.set([x, y], 2 * t);
        [x, y] = [1 - a * x * x + y, b * x];
      }
      return values;
    });
  },
};
