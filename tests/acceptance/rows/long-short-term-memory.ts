import { type Row, seeds } from '../row.ts';

const network = 'long short-term memory';

export const longShortTermMemory: readonly Row[] = [
  {
    id: 'lstm-adding',
    network,
    task: 'adding two of 50 numbers, at most 2,000 updates',
    published: '–',
    scenario: 'lstm',
    seeds: seeds(5),
    needs: 4,
    shows: 'updates',
  },
  {
    id: 'lstm-adding-150',
    network,
    task: 'adding two of 150 numbers, at most 20,000 updates',
    published: '–',
    scenario: 'lstm',
    controls: { length: 150, updates: 20_000 },
    seeds: [1],
    shows: 'updates',
  },
  {
    id: 'lstm-embedded-reber',
    network,
    task: "the end of 500 strings of Reber's grammar, embedded; 10,000 strings to learn from",
    published: '97–100 % of runs, 8,440 strings on average (Hochreiter & Schmidhuber 1997)',
    scenario: 'embedded-reber',
    seeds: seeds(10),
    needs: 9,
    shows: 'closing',
    fast: true,
  },
  {
    id: 'lstm-moby-dick',
    network,
    task: 'Moby-Dick, 200,000 characters: bits per character held out',
    published: '–',
    scenario: 'moby-dick',
    seeds: [1],
    shows: 'surprise',
  },
];
