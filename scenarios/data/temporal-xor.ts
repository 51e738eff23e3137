/** XOR in time: a stream of bits of which every third is the XOR of the two before it. */
import { type DatasetDescription, Draws } from '../../engine/index.ts';
import { cutSeries, seriesOptions, stepsOf } from './series.ts';

const name = 'temporal-xor';

/**
 * Fields, of each step: `bit`; `next`; `third`, the next bit where it can be known, else NaN; `random`, the next bit where it cannot.
 * Who says 1/2 there has a mean squared error of 1/4.
 */
export const temporalXor: DatasetDescription = {
  name,
  title: 'A stream of bits, every third the XOR of the two before',
  licence: 'none needed: it is made',
  source: 'Elman 1990, Cogn Sci 14:179',
  file: null,
  options: seriesOptions({ steps: 30, train: 1600, validation: 100, test: 200 }),
  open: (request) => {
    const steps = stepsOf(request);
    const draws = new Draws(request.seed, name, 'bits');
    const bits = new Float32Array(steps + 1);
    for (let t = 0; t <= steps; t++) bits[t] = t % 3 === 2 ? Math.abs(bits[t - 1]! - bits[t - 2]!) : draws.below(2, t, 0);
    const next = bits.subarray(1);
    const known = (t: number) => (t + 1) % 3 === 2;
    const field = { shape: [1], perStep: true };
    return cutSeries(
      name,
      request,
      { bit: field, next: field, third: field, random: field },
      {
        bit: bits.subarray(0, steps),
        next,
        third: next.map((bit, t) => (known(t) ? bit : Number.NaN)),
        random: next.map((bit, t) => (known(t) ? Number.NaN : bit)),
      },
    );
  },
};
