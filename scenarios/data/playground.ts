/** Points of the plane in two classes, as the TensorFlow Playground has them: which network tells them apart? */
import { arrayDataset, type DatasetDescription, type Draws, ownMath } from '../../engine/index.ts';
import { drawEach, partSizes } from './drawn.ts';

const name = 'playground';

interface Labelled {
  readonly point: readonly [x: number, y: number];
  readonly positive: boolean;
}
type Draw = (draws: Draws, k: number, noise: number) => Labelled;

const polar = (radius: number, angle: number) => [radius * ownMath.sin(angle), radius * ownMath.cos(angle)] as const;

/** Noise moves the point by which the class is decided, not the point itself; of the spiral and the Gaussians it moves the point. */
const shapes: Readonly<Record<string, Draw>> = {
  /** Inside of radius 2.5, and in the ring from 3.5 to 5. */
  circle: (draws, k, noise) => {
    const radius = k % 2 === 0 ? draws.uniform(k, 0, 0, 2.5) : draws.uniform(k, 0, 3.5, 5);
    const [x, y] = polar(radius, draws.uniform(k, 1, 0, 2 * Math.PI));
    const dx = noise * draws.uniform(k, 2, -5, 5);
    const dy = noise * draws.uniform(k, 3, -5, 5);
    return { point: [x, y], positive: (x + dx) * (x + dx) + (y + dy) * (y + dy) < 2.5 * 2.5 };
  },
  /** Opposite quadrants, 0.3 away from the axes. */
  xor: (draws, k, noise) => {
    const away = (value: number) => value + (value > 0 ? 0.3 : -0.3);
    const x = away(draws.uniform(k, 0, -5, 5));
    const y = away(draws.uniform(k, 1, -5, 5));
    const dx = noise * draws.uniform(k, 2, -5, 5);
    const dy = noise * draws.uniform(k, 3, -5, 5);
    return { point: [x, y], positive: (x + dx) * (y + dy) >= 0 };
  },
  /** Around (2, 2) and (-2, -2); the variance grows from 0.5 without noise to 4 with the most of it. */
  gauss: (draws, k, noise) => {
    const centre = k % 2 === 0 ? 2 : -2;
    const place = (axis: number) => draws.normal(k, axis, centre, Math.sqrt(0.5 + 7 * noise));
    return { point: [place(0), place(1)], positive: k % 2 === 0 };
  },
  /** Two arms of 1.75 turns; points lie anywhere on them, where the Playground has them at equal steps. */
  spiral: (draws, k, noise) => {
    const along = draws.uniform(k, 0);
    const [x, y] = polar(5 * along, 1.75 * 2 * Math.PI * along + (k % 2 === 0 ? 0 : Math.PI));
    const away = (axis: number) => noise * draws.uniform(k, 1 + axis, -1, 1);
    return { point: [x + away(0), y + away(1)], positive: k % 2 === 0 };
  },
};

/** Fields: `point`; `label`. Its two regressions are in playground-regression. */
export const playground: DatasetDescription = {
  name,
  title: 'Two classes in the plane: circle, xor, gauss, spiral',
  licence: 'none needed: it is made; by the definitions of the TensorFlow Playground (Apache-2.0)',
  source: 'Smilkov, Carter, Sculley, Viégas & Wattenberg 2017, arXiv:1708.03788',
  file: null,
  options: {
    shape: { default: 'spiral', choices: Object.keys(shapes), doc: 'which one' },
    noise: { default: 0, min: 0, max: 0.5, doc: 'how much the classes are mixed' },
    ...partSizes({ train: 500, validation: 100, test: 500 }),
  },
  open: (request) => {
    const { shape, noise } = request.options as { shape: string; noise: number };
    const drawn = drawEach(name, request, (draws, k) => shapes[shape]!(draws, k, noise));
    const fields = { point: { shape: [2] }, label: { shape: [], classes: ['negative', 'positive'] } };
    const point = Float64Array.from(drawn.flatMap(({ point }) => point));
    const label = Uint8Array.from(drawn, ({ positive }) => (positive ? 1 : 0));
    return arrayDataset({ name, size: drawn.length, fields }, { point, label });
  },
};
