/** Spike-list source: cell i spikes in the steps in which its port gets an event; a scenario's or a test's stimulus holds the list. */
import { defineNeuron } from '../../engine/index.ts';

export const spikeList = defineNeuron({
  name: 'spikeList',
  source: 'recorded or invented spike trains; NEST spike_generator',
  state: { due: { unit: '1', initial: 0, doc: 'events of this step' } },
  ports: { events: { unit: '1', on: 'due += weight', doc: 'makes the cell spike in the step of the event' } },
  spike: { when: 'due > 0', reset: 'due = 0' },
});
