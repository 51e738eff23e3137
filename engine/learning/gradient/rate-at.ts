/** The learning rate that a schedule says for a moment of training. */
import { ownMath } from '../../kernels/index.ts';
import type { RateSchedule } from '../../training/index.ts';
import type { Moment } from '../learner.ts';

const pi = 4 * ownMath.atan(1);

export function rateAt(schedule: RateSchedule, moment: Omit<Moment, 'endsEpoch'>): number {
  const { share, epoch, update } = moment;
  switch (schedule.kind) {
    case 'constant':
      return schedule.rate;
    case 'cosine':
      return schedule.to + ((schedule.from - schedule.to) * (1 + ownMath.cos(pi * share))) / 2;
    case 'linear':
      return schedule.from + (schedule.to - schedule.from) * share;
    case 'geometric':
      return schedule.from * ownMath.pow(schedule.to / schedule.from, share);
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
