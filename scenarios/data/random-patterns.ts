/** Patterns of independent coins, 1 and -1: what an associative memory is measured with. */
import { type DatasetDescription, Draws } from '../../engine/index.ts';
import { cueOptions, cues } from './cues.ts';

const name = 'random-patterns';

/** Fields as `cues` has them. */
export const randomPatterns: DatasetDescription = {
  name,
  title: 'Random patterns, and disturbed ones to recall them by',
  licence: 'none needed: it is made',
  source: 'Hopfield 1982, PNAS 79:2554',
  file: null,
  options: {
    cells: { default: 500, min: 1, max: 10_000, integer: true, doc: 'numbers of a pattern' },
    patterns: { default: 50, min: 1, max: 10_000, integer: true, doc: 'how many there are' },
    ...cueOptions,
  },
  open: (request) => {
    const { cells, patterns } = request.options as { cells: number; patterns: number };
    const draws = new Draws(request.seed, name, 'patterns');
    const values = Float32Array.from({ length: patterns * cells }, (_, k) =>
      draws.below(2, Math.floor(k / cells), k % cells) === 1 ? 1 : -1,
    );
    return cues(name, request, cells, values);
  },
};
