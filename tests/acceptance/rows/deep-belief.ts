import { type Row, seeds } from '../row.ts';

const digits = { network: 'deep belief network', published: '–', scenario: 'deep-belief', shows: 'accuracy' } as const;

export const deepBelief: readonly Row[] = [
  { ...digits, id: 'deep-belief-1000', task: 'digits, 1,000 labels after 8,006 images', seeds: seeds(3) },
  {
    ...digits,
    id: 'deep-belief-1000-random',
    task: 'digits, 1,000 labels alone: at least 1.5 points less',
    controls: { pretrained: false },
    seeds: seeds(3),
  },
  { ...digits, id: 'deep-belief-300', task: 'digits, 300 labels after 8,006 images', controls: { labels: '300' }, seeds: [1] },
  {
    ...digits,
    id: 'deep-belief-all',
    task: 'digits, 8,006 labels after as many images',
    controls: { labels: 'all' },
    seeds: [1],
  },
  {
    ...digits,
    scenario: 'deep-belief-dreams',
    shows: 'as_told',
    id: 'deep-belief-dreams',
    task: 'digits dreamt with the label held: share that a reader beside it names as told',
    seeds: seeds(3),
  },
];
