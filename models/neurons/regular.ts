/** Regular source: spikes in step start / dt and every period / dt steps from then on (rounded to whole steps, a period to at least one). */
import { defineNeuron } from '../../engine/index.ts';

export const regular = defineNeuron({
  name: 'regular',
  source: 'a clock; NEST spike_generator with equal intervals',
  parameters: {
    period: { default: '10 ms', doc: 'time between spikes, at least dt', above: 0 },
    start: { default: '0 ms', doc: 'time of the first spike', min: 0 },
  },
  // Whole numbers of steps: exact, where a sum of periods would drift.
  equations: `
    now = floor(t / dt + 0.5) - floor(start / dt + 0.5)
    every = max(floor(period / dt + 0.5), 1)
  `,
  spike: { when: 'now >= 0 and now - every * floor(now / every) < 0.5' },
});
