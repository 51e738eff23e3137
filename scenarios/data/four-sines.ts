/** A sum of four sines with one period, to be produced by a network that hears itself. */
import { type DatasetDescription, ownMath } from '../../engine/index.ts';
import { freeRun, freeRunOptions } from './free-run.ts';

const name = 'four-sines';
/** Amplitudes of the harmonics; divided by 1.5 below. */
const amplitudes = [1.3, 1.3 / 2, 1.3 / 6, 1.3 / 3];

/** Fields as `freeRun` has them. The same for every seed: nothing is drawn. */
export const fourSines: DatasetDescription = {
  name,
  title: 'Sum of four sines',
  licence: 'none needed: it is made',
  source: 'Sussillo & Abbott 2009, Neuron 63:544',
  file: null,
  options: {
    period: { default: 1200, min: 8, max: 100_000, integer: true, doc: 'steps of a period' },
    ...freeRunOptions({ train: 14_400, starts: 1, horizon: 12_000 }),
  },
  open: (request) => {
    const period = request.options['period'] as number;
    const at = (t: number) =>
      amplitudes.reduce((sum, a, k) => sum + (a / 1.5) * ownMath.sin((2 * Math.PI * (((k + 1) * t) % period)) / period), 0);
    return freeRun(name, request, 1, (count) => Float64Array.from({ length: count }, (_, t) => at(t)));
  },
};
