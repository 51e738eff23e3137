/** A cloud of normal numbers, longer along some directions than along others: what are they? */
import { arrayDataset, type DatasetDescription, Draws } from '../../engine/index.ts';
import { drawEach, partSizes } from './drawn.ts';

const name = 'ellipsoid';

/**
 * Field `point`: `size` numbers of mean 0. Along orthogonal directions that the seed draws, the same for all parts, the standard deviation is 1,
 * `ratio`, `ratio`^2, ...
 */
export const ellipsoid: DatasetDescription = {
  name,
  title: 'Normal cloud, longer along some directions',
  licence: 'none needed: it is made',
  source: 'Oja 1982, J Math Biol 15:267',
  file: null,
  options: {
    size: { default: 8, min: 2, max: 100, integer: true, doc: 'numbers of a point' },
    ratio: { default: 0.7, min: 0.01, max: 1, doc: 'of the standard deviation along one direction to that along the one before' },
    ...partSizes({ train: 20_000, validation: 1000, test: 5000 }),
  },
  open: (request) => {
    const { size, ratio } = request.options as { size: number; ratio: number };
    const directions = orthonormal(new Draws(request.seed, name, 'directions'), size);
    const drawn = drawEach(name, request, (draws, k) => {
      const point = new Float64Array(size);
      let deviation = 1;
      directions.forEach((direction, axis) => {
        const along = draws.normal(k, axis, 0, deviation);
        direction.forEach((part, i) => void (point[i]! += along * part));
        deviation *= ratio;
      });
      return [...point];
    });
    return arrayDataset(
      { name, size: drawn.length, fields: { point: { shape: [size] } } },
      { point: Float64Array.from(drawn.flat()) },
    );
  },
};

/** Normal vectors, each made orthogonal to those before: directions that are all as likely (Gram and Schmidt). */
function orthonormal(draws: Draws, size: number): Float64Array[] {
  const all: Float64Array[] = [];
  for (let k = 0; k < size; k++) {
    const vector = Float64Array.from({ length: size }, (_, i) => draws.normal(k, i));
    // Twice: the second time takes away what rounding left.
    for (const before of [...all, ...all]) {
      const along = dot(vector, before);
      vector.forEach((_, i) => void (vector[i]! -= along * before[i]!));
    }
    const length = Math.sqrt(dot(vector, vector));
    all.push(vector.map((part) => part / length));
  }
  return all;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, part, i) => sum + part * b[i]!, 0);
}
