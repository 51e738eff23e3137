/** The encoder problem: one of several cells is on at the left, and the same at the right, over a few hidden cells. As a Boltzmann machine is told it. */
import { arrayDataset, type DatasetDescription, Draws, type SplitPart, splitParts } from '../../engine/index.ts';

const name = 'encoder';

interface Options {
  readonly width: number;
  readonly hidden: number;
  readonly copies: number;
  readonly missing: number;
  readonly added: number;
}

/**
 * Fields over the cells at the left, those at the right, then the hidden ones, 1 and -1: `world`, what cells are told; `told`, 1 where they are; `pattern`, what
 * visible cells should be (NaN: not asked). To learn from, and to validate: both sides, `copies` times each pattern, disturbed. To test: each
 * pattern once, as it is, of which the left side is told.
 */
export const encoder: DatasetDescription = {
  name,
  title: 'Encoder problem: which of the cells is on',
  licence: 'none needed: it is made',
  source: 'Ackley, Hinton & Sejnowski 1985, Cogn Sci 9:147',
  file: null,
  options: {
    width: { default: 4, min: 2, max: 8, integer: true, doc: 'cells of a side, and patterns' },
    hidden: { default: 2, min: 1, max: 8, integer: true, doc: 'cells that are told nothing' },
    copies: { default: 25, min: 1, max: 1000, integer: true, doc: 'how often each pattern is among the examples to learn from' },
    missing: { default: 0.15, min: 0, max: 1, doc: 'probability that a cell that is on is told to be off' },
    added: { default: 0.05, min: 0, max: 1, doc: 'probability that a cell that is off is told to be on' },
  },
  open: ({ options, parts, seed }) => {
    const given = options as unknown as Options;
    const examples = splitParts.filter((part) => parts.includes(part)).flatMap((part) => examplesOf(part, given, seed));
    const shape = [2 * given.width + given.hidden];
    const joined = (field: keyof Example) => Float32Array.from(examples.flatMap((example) => example[field]));
    return arrayDataset(
      { name, size: examples.length, fields: { world: { shape }, told: { shape }, pattern: { shape } } },
      { world: joined('world'), told: joined('told'), pattern: joined('pattern') },
    );
  },
};

type Example = Readonly<Record<'world' | 'told' | 'pattern', readonly number[]>>;

function examplesOf(part: SplitPart, { width, hidden, copies, missing, added }: Options, seed: number): Example[] {
  const isCue = part === 'test';
  const draws = new Draws(seed, name, part);
  const cells = Array.from({ length: 2 * width }, (_, cell) => cell);
  const more = (value: number) => Array<number>(hidden).fill(value);
  return Array.from({ length: isCue ? width : copies * width }, (_, k) => {
    const pattern = cells.map((cell) => (cell % width === k % width ? 1 : -1));
    const isTurned = (cell: number) => !isCue && draws.uniform(k, cell) < (pattern[cell]! > 0 ? missing : added);
    return {
      world: [...pattern.map((value, cell) => (isTurned(cell) ? -value : value)), ...more(0)],
      told: [...cells.map((cell) => Number(!isCue || cell < width)), ...more(0)],
      pattern: [...pattern, ...more(Number.NaN)],
    };
  });
}
