import { type Row, seeds } from '../row.ts';

const network = 'liquid state machine';

export const liquidStateMachine: readonly Row[] = [
  {
    id: 'liquid-templates',
    network,
    task: 'which of two 20-Hz spike trains of 500 ms, jittered by 4 ms; the median of 10 pairs must reach it',
    published: '–',
    scenario: 'liquid-state-machine',
    seeds: seeds(10),
    needs: 6,
    shows: 'accuracy',
  },
  {
    id: 'liquid-memory',
    network,
    task: 'the newest segment of six, the one before, and whether they differ; the median of 5 liquids must reach it',
    published: '–',
    scenario: 'liquid-memory',
    seeds: seeds(5),
    needs: 3,
    shows: 'xor',
  },
  {
    id: 'liquid-product',
    network,
    task: 'product of two wandering rates, followed from moment to moment: correlation; and the part of it that is no sum',
    published: '–',
    scenario: 'liquid-product',
    seeds: seeds(5),
    shows: 'product',
  },
  {
    id: 'liquid-separation',
    network,
    task: 'the further apart two spike trains, the further apart the states; beside trains jittered by 1 ms',
    published: '–',
    scenario: 'liquid-separation',
    seeds: seeds(5),
    shows: 'over_jitter',
    fast: true,
  },
  {
    id: 'liquid-touch',
    network,
    task: 'still until three spikes come in; it answers with a volley (spikes within 50 ms), and is still again',
    published: '–',
    scenario: 'liquid-touch',
    seeds: seeds(5),
    shows: 'answer',
    fast: true,
  },
];
