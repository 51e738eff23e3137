/** Heights over the plane, as the TensorFlow Playground has them. */
import { arrayDataset, type DatasetDescription } from '../../engine/index.ts';
import { drawEach, partSizes } from './drawn.ts';

const name = 'playground-regression';
const radius = 6;

/** Hills and valleys: x, y, and the height in the middle. */
const hills = [
  [-4, 2.5, 1],
  [0, 2.5, -1],
  [4, 2.5, 1],
  [-4, -2.5, -1],
  [0, -2.5, 1],
  [4, -2.5, -1],
] as const;

const surfaces: Readonly<Record<string, (x: number, y: number) => number>> = {
  /** From -1.2 in one corner to 1.2 in the other. */
  plane: (x, y) => (x + y) / 10,
  /** That of the nearest hill: a cone of radius 2. */
  'multi-gauss': (x, y) => {
    const heights = hills.map(
      ([cx, cy, sign]) => sign * Math.max(0, 1 - Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy)) / 2),
    );
    return heights.reduce((highest, height) => (Math.abs(height) > Math.abs(highest) ? height : highest), 0);
  },
};

/** Fields: `point`; `height`, at the place that noise has moved the point to. */
export const playgroundRegression: DatasetDescription = {
  name,
  title: 'Heights over the plane: a plane, or hills and valleys',
  licence: 'none needed: it is made; by the definitions of the TensorFlow Playground (Apache-2.0)',
  source: 'Smilkov, Carter, Sculley, Viégas & Wattenberg 2017, arXiv:1708.03788',
  file: null,
  options: {
    surface: { default: 'plane', choices: Object.keys(surfaces), doc: 'which one' },
    noise: { default: 0, min: 0, max: 0.5, doc: 'how far from a point its height is taken' },
    ...partSizes({ train: 500, validation: 100, test: 500 }),
  },
  open: (request) => {
    const { surface, noise } = request.options as { surface: string; noise: number };
    const drawn = drawEach(name, request, (draws, k) => {
      const [x, y, dx, dy] = [0, 1, 2, 3].map((n) => draws.uniform(k, n, -radius, radius)) as [number, number, number, number];
      return { point: [x, y], height: surfaces[surface]!(x + noise * dx, y + noise * dy) };
    });
    const fields = { point: { shape: [2] }, height: { shape: [] } };
    const point = Float64Array.from(drawn.flatMap(({ point }) => point));
    const height = Float64Array.from(drawn, (one) => one.height);
    return arrayDataset({ name, size: drawn.length, fields }, { point, height });
  },
};
