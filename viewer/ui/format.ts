/** Numbers as people read them. */
import type { About } from '../../engine/index.ts';

/** A time in ms: '12.3 ms', '1.25 s'. */
function formatTime(ms: number): string {
  if (ms < 1000) return `${ms.toFixed(ms < 100 ? 1 : 0)} ms`;
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

/** A moment as the run counts it: '1.25 s', or the number of a step, '12 345'. */
export function formatMoment({ timed, dt }: Pick<About, 'timed' | 'dt'>, step: number): string {
  return timed ? formatTime(step * dt) : String(Math.round(step)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** '950', '12.3 k', '4.56 M'. */
export function formatCount(count: number): string {
  if (count < 10_000) return String(count);
  const [factor, letter] = count < 1e6 ? [1e3, 'k'] : count < 1e9 ? [1e6, 'M'] : [1e9, 'G'];
  return `${(count / factor).toPrecision(3)} ${letter}`;
}

/** Up to four digits, without an exponent where that can be read. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6) ? value.toExponential(2) : String(Number(value.toPrecision(4)));
}
