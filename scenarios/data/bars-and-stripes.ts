/** Pictures of bars or of stripes: all columns of one ink each, or all rows. */
import { arrayDataset, type DatasetDescription } from '../../engine/index.ts';

const name = 'bars-and-stripes';

/** Every part is the whole: there is nothing else. Field `image`: all 2^(n + 1) - 2 different pictures of n x n, of 0 and 1, and all once more ... */
export const barsAndStripes: DatasetDescription = {
  name,
  title: 'Bars and stripes',
  licence: 'none needed: it is made',
  source: 'MacKay 2003, Information Theory, Inference, and Learning Algorithms, Cambridge University Press, section 43.1',
  file: null,
  options: {
    side: { default: 3, min: 2, max: 8, integer: true, doc: 'pixels of a side' },
    copies: { default: 1, min: 1, max: 1000, integer: true, doc: 'how often each picture is among the examples' },
  },
  open: ({ options }) => {
    const { side, copies } = options as { side: number; copies: number };
    const pictures = picturesOf(side).flat();
    const image = Float32Array.from({ length: copies * pictures.length }, (_, k) => pictures[k % pictures.length]!);
    return arrayDataset({ name, size: image.length / (side * side), fields: { image: { shape: [side, side] } } }, { image });
  },
};

/** Blank and full pictures are both bars and stripes, and come once. */
function picturesOf(side: number): number[][] {
  const lines = Array.from({ length: 1 << side }, (_, code) => Array.from({ length: side }, (_, k) => (code >> k) & 1));
  const bars = lines.map((line) => Array.from({ length: side * side }, (_, pixel) => line[pixel % side]!));
  const stripes = lines.slice(1, -1).map((line) => line.flatMap((ink) => Array<number>(side).fill(ink)));
  return [...bars, ...stripes];
}
