/** Samples of sin(x) / x between -10 and 10, noisy to learn from, clean to test. */
import { arrayDataset, type DatasetDescription, ownMath } from '../../engine/index.ts';
import { drawEach } from './drawn.ts';

const name = 'sinc';
const grid = 1001;

export function sinc(x: number): number {
  return x === 0 ? 1 : ownMath.sin(x) / x;
}

/** Fields: `x`; `value`. To train and validate: drawn uniformly, with noise in the value; to test: a grid of 1,001 points, without. */
export const sincSamples: DatasetDescription = {
  name,
  title: 'Noisy samples of sin(x) / x',
  licence: 'none needed: it is made',
  source: 'Huang, Zhu & Siew 2006, Neurocomputing 70:489',
  file: null,
  options: {
    noise: { default: 0.2, min: 0, max: 10, doc: 'largest number, up or down, added to a value' },
    train: { default: 5000, min: 1, max: 1_000_000, integer: true, doc: 'points to train with' },
    validation: { default: 1000, min: 1, max: 1_000_000, integer: true, doc: 'points to validate with' },
  },
  open: (request) => {
    const noise = request.options['noise'] as number;
    const noisy = { ...request, options: { ...request.options, test: 0 } };
    const drawn = drawEach(name, noisy, (draws, k): [number, number] => {
      const x = draws.uniform(k, 0, -10, 10);
      return [x, sinc(x) + draws.uniform(k, 1, -noise, noise)];
    });
    const count = request.parts.includes('test') ? grid : 0;
    const onGrid = Array.from({ length: count }, (_, k): [number, number] => {
      const x = (20 * k) / (grid - 1) - 10;
      return [x, sinc(x)];
    });
    const points = [...drawn, ...onGrid];
    const fields = { x: { shape: [1] }, value: { shape: [1] } };
    return arrayDataset(
      { name, size: points.length, fields },
      { x: Float64Array.from(points, ([x]) => x), value: Float64Array.from(points, ([, value]) => value) },
    );
  },
};
