/** Points drawn evenly from a shape, in no classes but where they lie: what a map unfolds over. */
import { arrayDataset, type DatasetDescription, type Draws, ownMath } from '../../engine/index.ts';
import { drawEach, partSizes } from './drawn.ts';

const name = 'points';

type Draw = (draws: Draws, k: number) => readonly number[];

const turn = 8 * ownMath.atan(1);
/** Uniform over the area of a ring about `centre`, from one angle on by another. */
const onRing = (draws: Draws, k: number, [inner, outer]: readonly [number, number], from: number, by: number) => {
  const radius = Math.sqrt(draws.uniform(k, 0, inner * inner, outer * outer));
  const angle = draws.uniform(k, 1, from, from + by);
  return [radius * ownMath.cos(angle), radius * ownMath.sin(angle)] as const;
};

const shapes: Readonly<Record<string, Draw>> = {
  square: (draws, k) => [draws.uniform(k, 0), draws.uniform(k, 1)],
  ring: (draws, k) => onRing(draws, k, [0.3, 0.5], 0, turn).map((x) => x + 0.5),
  /** Half rings of radius 0.2 to 0.3, one upside down. */
  moons: (draws, k) => {
    const [x, y] = onRing(draws, k, [0.2, 0.3], 0, turn / 2);
    return k % 2 === 0 ? [x + 0.35, y + 0.45] : [0.65 - x, 0.55 - y];
  },
  /** Red, green and blue. */
  colours: (draws, k) => [draws.uniform(k, 0), draws.uniform(k, 1), draws.uniform(k, 2)],
  /** One number, of density 2 x: as if three quarters were above one half. */
  ramp: (draws, k) => [Math.sqrt(draws.uniform(k, 0))],
};

/** Field `point`: two numbers; three of colours, one of the ramp. All in [0, 1). */
export const points: DatasetDescription = {
  name,
  title: 'Points of a square, a ring, two moons, the cube of colours, a ramp',
  licence: 'none needed: it is made',
  source: 'Kohonen 1982, Biol Cybern 43:59 (square); Ritter 1991, IEEE Trans Neural Netw 2:173 (ramp)',
  file: null,
  options: {
    shape: { default: 'square', choices: Object.keys(shapes), doc: 'which one' },
    ...partSizes({ train: 20_000, validation: 1000, test: 5000 }),
  },
  open: (request) => {
    const draw = shapes[request.options['shape'] as string]!;
    const drawn = drawEach(name, request, draw);
    const fields = { point: { shape: [drawn[0]?.length ?? 0] } };
    return arrayDataset({ name, size: drawn.length, fields }, { point: Float64Array.from(drawn.flat()) });
  },
};
