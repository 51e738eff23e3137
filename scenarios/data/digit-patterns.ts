/** Handwritten digits as patterns of ink and paper, which are much alike: what an associative memory of independent patterns cannot hold. */
import { type DatasetDescription, NeurariumError } from '../../engine/index.ts';
import { cueOptions, cues } from './cues.ts';
import { mnist } from './mnist.ts';

const name = 'digit-patterns';
const pixels = 784;
const classes = 10;

/**
 * The first training images of MNIST, one of each class after the other, as `cues` has them: 1 where there is more ink than half, else -1. The
 * same for every seed, but for what is turned over.
 */
export const digitPatterns: DatasetDescription = {
  name,
  title: 'Digits of ink and paper, and disturbed ones to recall them by',
  licence: mnist.licence,
  source: mnist.source,
  file: mnist.file,
  options: {
    patterns: { default: 10, min: 1, max: 5000, integer: true, doc: 'how many there are, classes in turn' },
    ...cueOptions,
  },
  open: (request) => {
    const images = mnist.open({ ...request, parts: ['train'], options: { crop: 0, steps: 1 } });
    const count = request.options['patterns'] as number;
    const byClass = Array.from({ length: classes }, (): number[] => []);
    for (let example = 0; example < images.size; example++) byClass[images.values('label', example)[0]!]!.push(example);
    const patterns = new Float32Array(count * pixels);
    for (let k = 0; k < count; k++) {
      const example = byClass[k % classes]![Math.floor(k / classes)];
      if (example === undefined) {
        const message = `${count} patterns of data set ${name}, which has fewer of some classes`;
        throw new NeurariumError({ code: 'data', message });
      }
      const image = images.values('image', example);
      for (let i = 0; i < pixels; i++) patterns[k * pixels + i] = image[i]! > 127.5 ? 1 : -1;
    }
    return cues(name, request, pixels, patterns);
  },
};
