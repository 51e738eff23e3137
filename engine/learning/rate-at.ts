/** The learning rate that a schedule says for a moment of training. */
import { ownMath } from '../kernels/index.ts';
import type { RateSchedule } from '../training/index.ts';

/** `share` of the stage's updates done, 0 to 1; `epoch` and `update` counted from 0. */
export interface Moment {
  readonly share: number;
  readonly epoch: number;
  readonly update: number;
}

const pi = 4 * ownMath.atan(1);

export function rateAt(schedule: RateSchedule, moment: Moment): number {
  const { share, epoch, update } = moment;
  switch (schedule.kind) {
    case 'constant':
      return schedule.rate;
    case 'cosine':
      return schedule.to + ((schedule.from - schedule.to) * (1 + ownMath.cos(pi * share))) / 2;
    case 'linear':
      return schedule.from + (schedule.to - schedule.from) * share;
    case 'stepped':
      return schedule.from * ownMath.pow(schedule.factor, Math.floor(epoch / schedule.every));
    case 'inverse':
      return schedule.from / (1 + schedule.decay * update);
    case 'warm-up':
      return rateAt(schedule.after, moment) * Math.min(1, (update + 1) / schedule.updates);
    default:
      return schedule satisfies never;
  }
}
