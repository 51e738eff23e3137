/** Current step: `amplitude` in the steps from `start` (included) to `stop` (not included), else 0. Times count in whole steps. */
import { defineCell } from '../../engine/index.ts';

export const currentStep = defineCell({
  name: 'currentStep',
  source: 'a step current; NEST dc_generator',
  parameters: {
    amplitude: { default: '100 pA', doc: 'current while on' },
    start: { default: '0 ms', doc: 'time at which it goes on', min: 0 },
    stop: { default: '1000000000 ms', doc: 'time at which it goes off', min: 0 },
  },
  state: { current: { unit: 'pA', initial: 0, doc: 'the current of this step' } },
  // The middle of the step decides, so that rounding of t cannot.
  equations: "current' = where(t + 0.5 * dt >= start and t + 0.5 * dt < stop, amplitude, 0)",
});
