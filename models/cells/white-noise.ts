/**
 * White noise current: in each step meanCurrent + deviation times a standard normal number, independent of all others. The current is constant
 * within a step, so the strength of its effect goes with deviation^2 dt: for the same effect at another dt, scale it by 1 / sqrt(dt).
 */
import { defineCell } from '../../engine/index.ts';

export const whiteNoise = defineCell({
  name: 'whiteNoise',
  source: 'NEST noise_generator, with a noise step of dt',
  parameters: {
    meanCurrent: { default: '0 pA', doc: 'mean current' },
    deviation: { default: '100 pA', doc: 'standard deviation of the current', min: 0 },
  },
  state: { current: { unit: 'pA', initial: 0, doc: 'the current of this step' } },
  equations: "current' = meanCurrent + deviation * normal()",
});
