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
  {
    id: 'feed-forward-biases',
    network,
    task: 'XOR by 3 sigmoids with biases, plain gradient descent, within 2,000 epochs',
    published: '–',
    scenario: 'two-three-one',
    seeds: seeds(20),
    needs: 19,
    shows: 'updates',
    fast: true,
  },
  {
    // Tutorials leave the biases out: some seeds never get there.
    id: 'feed-forward-no-biases',
    network,
    task: 'the same without biases, within 20,000 epochs',
    published: '–',
    scenario: 'two-three-one',
    controls: { bias: false, epochs: 20_000 },
    seeds: seeds(20),
    needs: 8,
    shows: 'updates',
  },
  {
    // Two hidden cells are enough to hold XOR, but descent stays in local minima for about half of the seeds.
    id: 'feed-forward-two-hidden',
    network,
    task: 'XOR by 2 tanh cells, within 2,000 epochs',
    published: '–',
    scenario: 'feed-forward',
    controls: { hidden: 2, epochs: 2000 },
    seeds: seeds(100),
    needs: 35,
    shows: 'error',
  },
  {
    id: 'feed-forward-parity',
    network,
    task: 'parity of 3, 4 and 5 bits by 16 tanh cells, within 2,000 epochs',
    published: '–',
    scenario: 'feed-forward',
    controls: { hidden: 16, epochs: 2000 },
    each: { control: 'bits', values: [3, 4, 5] },
    seeds: seeds(5),
    shows: 'updates',
    fast: true,
  },
  {
    id: 'feed-forward-study-hours',
    network,
    task: 'hours of study and a score by 3 sigmoids without biases, 1,000 steps',
    published: '–',
    scenario: 'study-hours',
    seeds: seeds(5),
    shows: 'error',
    fast: true,
  },
];
