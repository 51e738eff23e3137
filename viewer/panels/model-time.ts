/** Time as a run counts it: in ms, or in steps. */
import type { About } from '../../engine/index.ts';
import type { PanelView, Translate } from './panel.ts';
import { named, withUnit } from './short-number.ts';

type Counted = Pick<About, 'timed' | 'dt'>;

/** How an axis of time is labelled. */
export function timeLabel({ about, t }: Pick<PanelView, 'about' | 't'>): string {
  return about.timed ? named(t('axis.time'), 'ms') : t('axis.step');
}

/** '12.3 ms', or 'step 123'. */
export function toldTime({ timed, dt }: Counted, step: number, t: Translate): string {
  return timed ? withUnit(step * dt, 'ms') : t('time.step', { step: Math.round(step) });
}

/** '12.3 ms', or '123 steps'. */
export function toldSpan({ timed, dt }: Counted, steps: number, t: Translate): string {
  return timed ? withUnit(steps * dt, 'ms') : t('time.steps', { steps });
}

/** Of a table. */
export function timeColumn({ timed }: Counted): string {
  return timed ? 'time (ms)' : 'step';
}
