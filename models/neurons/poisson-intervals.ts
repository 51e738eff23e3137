/**
 * Poisson source like `poisson`, of the same law: in each step it spikes with probability rate dt, independently of all others. It draws
 * its intervals, which are geometric, instead of each step: one draw per spike, so many sources of low rates cost little.
 *
 * A changed rate counts from each cell's next spike. In float32 keep to times below 500 s (dt 0.1 ms), where steps are still told apart.
 */
import { defineNeuron, expression } from '../../engine/index.ts';

/** Steps until a spike beyond the next step; 1e12 stands for never. 1 - uniform() is never 0. */
const steps = 'where(rate > 0 Hz, floor(log(1 - uniform()) / log1p(-min(rate * dt, 1))), 1e12)';

export const poissonIntervals = defineNeuron({
  name: 'poissonIntervals',
  source:
    'Dayan & Abbott 2001, Theoretical Neuroscience, 1.4; intervals by inversion: Devroye 1986, Non-Uniform Random Variate Generation, X.2',
  parameters: { rate: { default: '10 Hz', doc: 'mean rate', min: 0 } },
  state: {
    // Half a step early, so that the comparison does not depend on rounding.
    due: { unit: 'ms', initial: expression(`(${steps} - 0.5) * dt`), doc: 'time of the next spike, less half a step' },
  },
  spike: { when: 't > due', reset: `due = t + (${steps} + 0.5) * dt` },
});
