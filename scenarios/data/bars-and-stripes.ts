/** Pictures of bars or of stripes: all columns of one ink each, or all rows. */
import { arrayDataset, type DatasetDescription } from '../../engine/index.ts';

const name = 'bars-and-stripes';

/** Every part is the whole: there is nothing else. Field `image`: all 2^(n + 1) - 2 different pictures of n x n, of 0 and 1. */
export const barsAndStripes: DatasetDescription = {
  name,
  title: 'Bars and stripes',
  licence: 'none needed: it is made',
  source: 'MacKay 2003, Information Theory, Inference, and Learning Algorithms, Cambridge University Press, section 43.1',
  file: null,
  options: { side: { default: 3, min: 2, max: 8, integer: true, doc: 'pixels of a side' } },
  open: ({ options }) => {
    const side = options['side'] as number;
    const image = Float32Array.from(picturesOf(side).flat());
    return arrayDataset({ name, size: image.length / side ** 2, fields: { image: { shape: [side, side] } } }, { image });
  },
};

/** Blank and full pictures are both bars and stripes, and come once. */
function picturesOf(side: number): number[][] {
  const lines = Array.from({ length: 2 ** side }, (_, code) => Array.from({ length: side }, (_, k) => (code >> k) & 1));
  const bars = lines.map((line) => Array.from({ length: side * side }, (_, pixel) => line[pixel % side]!));
  const stripes = lines.slice(1, -1).map((line) => line.flatMap((ink) => Array<number>(side).fill(ink)));
  return [...bars, ...stripes];
}
