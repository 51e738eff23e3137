/** Elman's letters: three consonants in random order, each followed by the vowels that it calls for: ba, dii, guuu. */
import { type DatasetDescription, Draws } from '../../engine/index.ts';
import { cutSeries, seriesOptions, stepsOf } from './series.ts';

const name = 'elman-letters';
const letters = [...'bdgaiu'];
const words = ['ba', 'dii', 'guuu'];

/** By letter: consonant, vowel, interrupted, high, back, voiced. */
const features = [
  [1, 0, 1, 0, 0, 1],
  [1, 0, 1, 1, 0, 1],
  [1, 0, 1, 0, 1, 1],
  [0, 1, 0, 0, 1, 1],
  [0, 1, 0, 1, 0, 1],
  [0, 1, 0, 1, 1, 1],
];

/** Fields, of each step: `features` of the letter; `letter`; and those of the next: `nextFeatures`, `next`. */
export const elmanLetters: DatasetDescription = {
  name,
  title: 'Letters of ba, dii and guuu in random order',
  licence: 'none needed: it is made',
  source: 'Elman 1990, Cogn Sci 14:179, table 1',
  file: null,
  options: seriesOptions({ steps: 30, train: 100, validation: 10, test: 20 }),
  open: (request) => {
    const steps = stepsOf(request);
    const draws = new Draws(request.seed, name, 'words');
    const drawn: number[] = [];
    for (let word = 0; drawn.length <= steps; word++)
      drawn.push(...[...words[draws.below(words.length, word, 0)]!].map((letter) => letters.indexOf(letter)));
    const all = Uint8Array.from(drawn.slice(0, steps + 1));
    const spelt = Float32Array.from([...all].flatMap((letter) => features[letter]!));
    const letter = { shape: [], perStep: true, classes: letters };
    const six = { shape: [6], perStep: true };
    return cutSeries(
      name,
      request,
      { features: six, letter, nextFeatures: six, next: letter },
      {
        features: spelt.subarray(0, 6 * steps),
        letter: all.subarray(0, steps),
        nextFeatures: spelt.subarray(6),
        next: all.subarray(1),
      },
    );
  },
};
