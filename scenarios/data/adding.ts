/** The adding problem: two numbers of a long sequence are marked; what is their sum? */
import { type DatasetDescription, madeDataset } from '../../engine/index.ts';
import { endlessDraws } from './drawn.ts';

const name = 'adding';

/**
 * Endless. Fields, of each step: `input`, a number in [0, 1) and its mark, which is 1 once in the first half of the steps and once in
 * the second, else 0; `sum`, asked in the last step alone. Who always says 1 has a mean squared error of 1/6.
 */
export const adding: DatasetDescription = {
  name,
  title: 'Adding problem: the sum of two marked numbers',
  licence: 'none needed: it is made',
  source: 'Hochreiter & Schmidhuber 1997, Neural Comput 9:1735; in this form: Le, Jaitly & Hinton 2015, arXiv:1504.00941',
  file: null,
  options: { steps: { default: 50, min: 2, max: 10_000, integer: true, doc: 'steps of an example' } },
  open: (request) => {
    const steps = request.options['steps'] as number;
    const half = Math.floor(steps / 2);
    const draws = endlessDraws(name, request);
    const fields = { input: { shape: [2], perStep: true }, sum: { shape: [], perStep: true } };
    return madeDataset({ name, size: Number.POSITIVE_INFINITY, steps, fields }, (example) => {
      const input = new Float64Array(2 * steps);
      for (let t = 0; t < steps; t++) input[2 * t] = draws.uniform(example, t);
      const first = draws.below(half, example, steps);
      const second = half + draws.below(steps - half, example, steps + 1);
      input[2 * first + 1] = 1;
      input[2 * second + 1] = 1;
      const sum = new Float64Array(steps).fill(Number.NaN);
      sum[steps - 1] = input[2 * first]! + input[2 * second]!;
      return { input, sum };
    });
  },
};
