/** Times in ms and steps of dt: the only place where one becomes the other. */
import { NeurariumError } from './errors.ts';
import { formatQuantity } from './units.ts';

/** How far, relatively, a time may lie off a multiple of dt and still count as one: 0.3 / 0.1 is not 3 in binary. */
export const roundingTolerance = 1e-9;

/** A time that must be a whole number of steps. @throws NeurariumError that names the two nearest */
export function toSteps(timeMs: number, dtMs: number, what: string): number {
  checkTime(timeMs, what);
  const steps = Math.round(timeMs / dtMs);
  if (Math.abs(steps * dtMs - timeMs) <= roundingTolerance * timeMs) return steps;
  const below = Math.floor(timeMs / dtMs);
  const nearest = [below, below + 1].filter((count) => count > 0).map((count) => `'${formatQuantity(count * dtMs, 'ms')}'`);
  const message = `${what} of ${formatQuantity(timeMs, 'ms')} is no multiple of dt, ${formatQuantity(dtMs, 'ms')}`;
  throw new NeurariumError({ code: 'description', message, hint: `Nearest: ${nearest.join(' or ')}.` });
}

/** The nearest whole number of steps; a half rounds up. For delays and refractoriness. */
export function roundToSteps(timeMs: number, dtMs: number): number {
  checkTime(timeMs, 'time');
  // The tolerance makes 0.15 ms at 0.1 ms two steps, though 0.15 / 0.1 is just below 1.5.
  return Math.floor(timeMs / dtMs + 0.5 + roundingTolerance);
}

function checkTime(timeMs: number, what: string): void {
  if (timeMs >= 0 && Number.isFinite(timeMs)) return;
  throw new NeurariumError({ code: 'description', message: `${what} is ${timeMs} ms, expected 0 or more` });
}

/** @throws NeurariumError unless dt is a positive number of ms */
export function checkDt(dtMs: number): number {
  if (dtMs > 0 && Number.isFinite(dtMs)) return dtMs;
  const message = `dt is ${formatQuantity(dtMs, 'ms')}, expected more than 0`;
  throw new NeurariumError({ code: 'description', message, hint: "Most spiking networks use '0.1 ms'." });
}
