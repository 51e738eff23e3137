/**
 * Ornstein-Uhlenbeck current: coloured noise with a correlation time.
 *   dcurrent/dt = (meanCurrent + input - current) / tau + deviation sqrt(2 / tau) xi
 * In the stationary state its mean is `meanCurrent`, its standard deviation `deviation`, its autocovariance deviation^2 exp(-s / tau).
 * Linear with additive noise, so integrated exactly: the statistics do not depend on dt.
 */
import { defineCell } from '../../engine/index.ts';

export const ornsteinUhlenbeck = defineCell({
  name: 'ornsteinUhlenbeck',
  source: 'Uhlenbeck & Ornstein 1930, Phys Rev 36:823; Gillespie 1996, Phys Rev E 54:2084',
  parameters: {
    meanCurrent: { default: '0 pA', doc: 'mean current' },
    deviation: { default: '100 pA', doc: 'standard deviation of the stationary current', min: 0 },
    tau: { default: '5 ms', doc: 'correlation time', above: 0 },
  },
  state: { current: { unit: 'pA', initial: 'meanCurrent', doc: 'the current' } },
  ports: { input: { unit: 'pA', doc: 'adds to the mean' } },
  equations: 'dcurrent/dt = (meanCurrent + input - current) / tau + deviation * sqrt(2 / tau) * xi',
});
