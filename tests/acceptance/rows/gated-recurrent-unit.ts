import { type Row, seeds } from '../row.ts';

const network = 'gated recurrent unit';

export const gatedRecurrentUnit: readonly Row[] = [
  {
    id: 'gru-adding',
    network,
    task: 'adding two of 50 numbers, at most 1,500 updates',
    published: '–',
    scenario: 'gru',
    seeds: seeds(5),
    needs: 4,
    shows: 'updates',
  },
  {
    id: 'gru-waves',
    network,
    task: 'a mixture of three waves, one step ahead: error over that of the forecast that nothing changes',
    published: '–',
    scenario: 'gru-waves',
    seeds: seeds(3),
    shows: 'share',
  },
  {
    id: 'gru-moby-dick',
    network,
    task: 'Moby-Dick, 200,000 characters: bits per character held out, as many weights as the LSTM',
    published: '–',
    scenario: 'moby-dick',
    controls: { memory: 'gru' },
    seeds: [1],
    shows: 'surprise',
  },
];
