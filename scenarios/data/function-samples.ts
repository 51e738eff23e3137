/** Samples of a function on [0, 1], or on the square of it: how near does a network come? */
import { arrayDataset, type DatasetDescription, ownMath } from '../../engine/index.ts';
import { drawEach } from './drawn.ts';

const name = 'function-samples';

interface Sampled {
  readonly axes: 1 | 2;
  /** Of points along each axis for the test. */
  readonly grid: number;
  readonly at: (x: number, y: number) => number;
}

/** The hills and valleys that MATLAB calls peaks, over [-3, 3] squared. */
function peaks(x: number, y: number): number {
  const bell = (a: number, b: number) => ownMath.exp(-(a * a) - b * b);
  // Products, since powers differ between JavaScript engines.
  const middle = x / 5 - x * x * x - y * y * y * y * y;
  return 3 * (1 - x) * (1 - x) * bell(x, y + 1) - 10 * middle * bell(x, y) - bell(x + 1, y) / 3;
}

const functions: Readonly<Record<string, Sampled>> = {
  sine: { axes: 1, grid: 1001, at: (x) => ownMath.sin(2 * Math.PI * x) },
  absolute: { axes: 1, grid: 1001, at: (x) => Math.abs(x - 0.5) },
  /** Logistic, of width 0.02. */
  step: { axes: 1, grid: 1001, at: (x) => 1 / (1 + ownMath.exp((0.5 - x) / 0.02)) },
  /** The square stands for [-3, 3] squared, and 1 for a height of 8.11, so that values lie between -0.81 and 1. */
  peaks: { axes: 2, grid: 101, at: (x, y) => peaks(6 * x - 3, 6 * y - 3) / 8.11 },
};

/** The value at x, and y where it is a function of two. */
export function sampledFunction(name: string, x: number, y = 0): number {
  return functions[name]!.at(x, y);
}

/** Fields: `x`, of one number or two; `value`. To train and validate points are drawn uniformly; to test they are a grid with its edges. */
export const functionSamples: DatasetDescription = {
  name,
  title: 'Samples of a function: a sine, a corner, a step, peaks over a square',
  licence: 'none needed: it is made',
  source: 'Cybenko 1989, Math Control Signals Syst 2:303, for what they are to show',
  file: null,
  options: {
    of: { default: 'sine', choices: Object.keys(functions), doc: 'which function' },
    train: { default: 500, min: 1, max: 1_000_000, integer: true, doc: 'points to train with' },
    validation: { default: 100, min: 1, max: 1_000_000, integer: true, doc: 'points to validate with' },
  },
  open: (request) => {
    const { axes, grid, at } = functions[request.options['of'] as string]!;
    const drawn = drawEach(name, { ...request, options: { ...request.options, test: 0 } }, (draws, k) =>
      Array.from({ length: axes }, (_, axis) => draws.uniform(k, axis)),
    );
    const onGrid = Array.from({ length: request.parts.includes('test') ? (axes === 1 ? grid : grid * grid) : 0 }, (_, k) =>
      axes === 1 ? [k / (grid - 1)] : [(k % grid) / (grid - 1), Math.floor(k / grid) / (grid - 1)],
    );
    const points = [...drawn, ...onGrid];
    const fields = { x: { shape: [axes] }, value: { shape: [] } };
    const x = Float64Array.from(points.flat());
    const value = Float64Array.from(points, ([first, second = 0]) => at(first!, second));
    return arrayDataset({ name, size: points.length, fields }, { x, value });
  },
};
