/**
 * Separation: the more two trains of spikes differ, the further apart are the states to which they lead a liquid; and much further than a train and a
 * copy of it, of which each spike came a little earlier or later. On the way one train is seen to come in.
 */
import { difference, ratio, scenario, stateDistance, trainsInto, values } from '../../engine/index.ts';
import { liquid } from '../../models/index.ts';

/** ms: a train of twenty spikes, drawn once, at some 20 Hz. */
const seen = [31, 58, 66, 129, 141, 223, 238, 317, 362, 371, 480, 502, 511, 559, 660, 688, 763, 819, 902, 947];
const shares = [0.05, 0.1, 0.2, 0.4, 0.7, 1];
const drive = trainsInto('input', 'excitatory', { rate: '20 Hz' });
const streams = { drive, steps: 5000, pairs: 10 };

export default scenario({
  id: 'liquid-separation',
  title: 'Liquid state machine: how far inputs lead it apart',
  source: 'Maass, Natschläger & Markram 2002, Neural Comput 14:2531, figure 2',
  dt: '0.1 ms',
  duration: '1 s',
  controls: {
    gain: { default: 1, min: 0, max: 10, doc: 'strength of the connections within the liquid; 0: none' },
    dynamic: { default: true, doc: 'synapses that depress and facilitate' },
  },
  network: ({ gain, dynamic }) => liquid({ gain, dynamic }),
  stimuli: [{ to: 'input', port: 'excitatory', at: seen.map(() => 0), times: values('ms', seen), value: 1 }],
  metrics: {
    jittered: stateDistance(['E', 'I'], { ...streams, jitter: '1 ms' }),
    apart_5: stateDistance(['E', 'I'], { ...streams, apart: 0.05 }),
    apart_10: stateDistance(['E', 'I'], { ...streams, apart: 0.1 }),
    apart_20: stateDistance(['E', 'I'], { ...streams, apart: 0.2 }),
    apart_40: stateDistance(['E', 'I'], { ...streams, apart: 0.4 }),
    apart_70: stateDistance(['E', 'I'], { ...streams, apart: 0.7 }),
    apart_100: stateDistance(['E', 'I'], { ...streams, apart: 1 }),
    grows_at_first: difference('apart_40', 'apart_10'),
    grows_on: difference('apart_100', 'apart_40'),
    over_jitter: ratio('apart_100', 'jittered'),
  },
  panels: [
    { panel: 'raster', of: ['input', 'E', 'I'] },
    {
      panel: 'curve',
      of: ['apart_5', 'apart_10', 'apart_20', 'apart_40', 'apart_70', 'apart_100'],
      at: shares,
      across: 'share of the train that is another',
      level: 'jittered',
    },
    { panel: 'graph', of: ['E', 'I'], layout: 'spatial' },
  ],
  expect: [
    { measure: 'grows_at_first', atLeast: 0.2, why: 'distance where 40 % of the train are another, less that where 10 % are' },
    {
      measure: 'grows_on',
      atLeast: 0.2,
      why: 'distance of two trains that have nothing in common, less that where 40 % are another',
    },
    { measure: 'over_jitter', atLeast: 2, why: 'times as far as a train and its copy of which each spike is moved by some 1 ms' },
  ],
});
