/**
 * Current ramp: from `from` at `start` in a straight line to `to` at `stop`, and constant before and after. Each step has the current
 * of its middle, so that its charge over the step is that of the line.
 */
import { defineCell } from '../../engine/index.ts';

export const currentRamp = defineCell({
  name: 'currentRamp',
  source: 'a ramp current, as in current-clamp protocols',
  parameters: {
    from: { default: '0 pA', doc: 'current up to start' },
    to: { default: '500 pA', doc: 'current from stop on' },
    start: { default: '0 ms', doc: 'time at which it leaves `from`', min: 0 },
    stop: { default: '1000 ms', doc: 'time at which it reaches `to`; not before start' },
  },
  state: { current: { unit: 'pA', initial: 0, doc: 'the current of this step' } },
  equations: `
    time = t + 0.5 * dt
    part = (time - start) / max(stop - start, 0.000001 ms)
    current' = from + (to - from) * min(max(part, 0), 1)
  `,
});
