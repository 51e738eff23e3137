/** Speeds of a run as multiples of wall time (where time is in steps: steps per ms), in steps of 1-2-5. Pure. */
import type { Speed } from './messages.ts';

const ladder: readonly number[] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50];

/** All speeds that can be chosen, slowest first. */
export const speeds: readonly Speed[] = [...ladder, 'fastest'];

/** How long a run should take to watch, in ms. */
const comfortable = 15_000;

/** One at which the whole run takes a comfortable time; a run without end goes at real time. */
export function defaultSpeed(duration: number | null): Speed {
  if (duration === null) return 'fastest';
  return ladder[nearest(duration / comfortable)]!;
}

export function slower(speed: Speed): Speed {
  return speeds[Math.max(0, placeOf(speed) - 1)]!;
}

export function faster(speed: Speed): Speed {
  return speeds[Math.min(speeds.length - 1, placeOf(speed) + 1)]!;
}

/** Place among `speeds`, for a slider. */
export function placeOf(speed: Speed): number {
  return speed === 'fastest' ? ladder.length : nearest(speed);
}

function nearest(speed: number): number {
  const distances = ladder.map((one) => Math.max(one / speed, speed / one));
  return distances.indexOf(Math.min(...distances));
}
