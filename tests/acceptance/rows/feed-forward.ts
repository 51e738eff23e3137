import { type Row, seeds } from '../row.ts';

const network = 'feed-forward';

export const feedForward: readonly Row[] = [
  {
    id: 'feed-forward-xor',
    network,
    task: 'XOR by 8 tanh cells, within 200 epochs',
    published: '–',
    scenario: 'feed-forward',
    seeds: seeds(100),
    needs: 99,
    shows: 'updates',
    fast: true,
  },
];
