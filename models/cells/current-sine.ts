/** Sinusoidal current: meanCurrent + amplitude sin(2 pi frequency t + phase), at the middle of each step. */
import { defineCell } from '../../engine/index.ts';

export const currentSine = defineCell({
  name: 'currentSine',
  source: 'a sinusoidal current; NEST ac_generator',
  parameters: {
    meanCurrent: { default: '0 pA', doc: 'mean current' },
    amplitude: { default: '100 pA', doc: 'largest distance from the mean' },
    frequency: { default: '10 Hz', doc: 'periods per second', min: 0 },
    phase: { default: 0, doc: 'phase at time 0, in radians' },
  },
  state: { current: { unit: 'pA', initial: 0, doc: 'the current of this step' } },
  // Whole periods are taken off first: the sine is exact for small arguments only.
  equations: `
    turns = frequency * (t + 0.5 * dt)
    current' = meanCurrent + amplitude * sin(6.283185307179586 * (turns - floor(turns)) + phase)
  `,
});
