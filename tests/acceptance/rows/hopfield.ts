import { type Row, seeds } from '../row.ts';

const recall = {
  network: 'hopfield',
  scenario: 'hopfield',
  published: 'a sharp edge at 0.138 patterns per cell, 97 % of the cells right below it (Amit et al. 1985)',
  seeds: seeds(3),
  shows: 'right',
} as const;

const task = (storage: number, updates = 'in turn') =>
  `1,000 cells, ${storage} patterns per cell, a tenth of the cue wrong, ${updates}`;

const thousand = (storage: number): Row => ({
  ...recall,
  id: `hopfield-${storage}`,
  task: task(storage),
  controls: { cells: 1000, storage },
});

export const hopfield: readonly Row[] = [
  ...[0.05, 0.1, 0.138, 0.15, 0.2].map(thousand),
  {
    ...recall,
    id: 'hopfield-at-once',
    task: task(0.1, 'at once'),
    controls: { cells: 1000, storage: 0.1, updates: 'at once' },
  },
  {
    ...recall,
    id: 'hopfield-digits',
    task: '25 digits of 784 pixels by the pseudo-inverse, a fifth of the cue wrong',
    published: '–',
    scenario: 'hopfield-digits',
    fast: true,
  },
  {
    ...recall,
    id: 'hopfield-digits-hebb',
    task: "the same by Hebb's rule, which does not hold them",
    published: '–',
    scenario: 'hopfield-digits',
    controls: { rule: 'hebb' },
  },
  {
    ...recall,
    id: 'hopfield-drawing',
    task: '10 digits of 784 pixels by the pseudo-inverse, completed from their upper half',
    published: '–',
    scenario: 'hopfield-drawing',
    seeds: seeds(1),
    fast: true,
  },
  {
    ...recall,
    network: 'modern hopfield',
    id: 'modern-hopfield-coins',
    task: '5,000 patterns of 784 independent coins, one update, a tenth of the cue wrong',
    published: 'one update with an error that falls exponentially (Ramsauer et al. 2021)',
    scenario: 'modern-hopfield',
    controls: { of: 'coins', patterns: 5000 },
    shows: 'largest_error',
  },
  {
    ...recall,
    network: 'modern hopfield',
    id: 'modern-hopfield-digits',
    task: '1,000 digits of 784 pixels, one update, a tenth of the cue wrong',
    published: '–',
    scenario: 'modern-hopfield',
    shows: 'error',
    fast: true,
  },
  { ...recall, id: 'hopfield-500', task: '500 cells, 0.1 patterns per cell, a tenth of the cue wrong, in turn', fast: true },
];
