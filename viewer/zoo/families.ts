/** To which family of networks a scenario belongs: its connections, cells and learners decide. Pure. */
import type { Learner, NetworkTags } from '../../engine/index.ts';

/** In the order in which the front page shows them. */
export const families = ['feed-forward', 'convolutional', 'recurrent', 'reservoir', 'energy', 'map', 'spiking', 'other'] as const;

export type Family = (typeof families)[number];

/** Learners of a readout alone. */
const readouts: readonly Learner['kind'][] = ['ridge', 'readout'];

/** Learners that go by what cells say, and are told nothing. */
const alone: readonly Learner['kind'][] = ['local', 'means'];

/** Energy: Boltzmann's, and those whose cells see each other. Reservoir: there is feedback, and all that learns is what reads it. Map: nothing is asked. */
export function familyOf({ generation, cells, connections }: NetworkTags, learners: readonly Learner[]): Family {
  const all = Object.values(connections);
  const feedback = all.some(({ course }) => course === 'feedback');
  const learning = learners.length > 0 || all.some(({ trainable }) => trainable);
  const complexities = Object.values(cells).map(({ complexity }) => complexity);
  if (generation === '2G-prob' || all.some(({ direction }) => direction === 'undirected')) return 'energy';
  if (feedback && learners.length > 0 && learners.every(({ kind }) => readouts.includes(kind))) return 'reservoir';
  if (generation === '3G') return 'spiking';
  if (learners.length > 0 && learners.every(({ kind }) => alone.includes(kind))) return 'map';
  if (complexities.some((one) => one === 'convolution' || one === 'capsule')) return 'convolutional';
  if (!learning || all.length === 0) return 'other';
  return feedback ? 'recurrent' : 'feed-forward';
}
