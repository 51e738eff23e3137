/** The published firing patterns as the reference file has them, and their program written down plainly. */
import { readReference } from './reference-runs.ts';

export interface Pattern
  extends Readonly<Record<'a' | 'b' | 'c' | 'd' | 'v0_mV' | 'u0' | 'dt_ms' | 'duration_ms' | 'spikes', number>> {
  readonly name: string;
  readonly u_uses: string;
  readonly quadratic: readonly [number, number, number];
  readonly current: {
    readonly kind: string;
    readonly after_ms?: number;
    readonly from_ms?: number;
    readonly slope_per_ms?: number;
    readonly value?: number;
    readonly before?: number;
    readonly base?: number;
    readonly offset?: number;
    readonly pulses_ms?: readonly (readonly [number, number])[];
    readonly open_intervals_ms?: readonly (readonly [number, number, number])[];
  };
}

/** The current at time t; the file writes two of them as words. */
export function currentAt(t: number, { name, current }: Pattern): number {
  if (name.startsWith('inhibition-induced')) return t < 50 || t > 250 ? 80 : 75;
  if (name === 'accommodation') return t < 200 ? t / 25 : t < 300 ? 0 : t < 312.5 ? ((t - 300) / 12.5) * 4 : 0;
  const { kind, value = 0, base = 0, before = 0, offset = 0 } = current;
  if (kind === 'step') return t > current.after_ms! ? value : before;
  if (kind === 'ramp') return t > current.from_ms! ? offset + current.slope_per_ms! * (t - current.from_ms!) : before;
  if (current.open_intervals_ms !== undefined) {
    return current.open_intervals_ms.find(([from, to]) => t > from && t < to)?.[2] ?? base;
  }
  return current.pulses_ms!.some(([from, length]) => t > from && t < from + length) ? value : base;
}

export function readPatterns(): readonly Pattern[] {
  return readReference<{ readonly patterns: readonly Pattern[] }>('izhikevich-2004-patterns.json').patterns;
}

/** u of accommodation follows v + 65 mV and does not leak. */
export function accommodates({ u_uses }: Pattern): boolean {
  return u_uses === 'a*b*(v+65)';
}

/** The steps of the pattern's own dt in which it spikes: the scheme of the file, in plain arithmetic. */
export function plainSpikeSteps(pattern: Pattern): number[] {
  const { a, b, c, d, dt_ms: dt, quadratic } = pattern;
  let [v, u] = [pattern.v0_mV, pattern.u0];
  const steps: number[] = [];
  for (let k = 0; k <= Math.round(pattern.duration_ms / dt); k++) {
    v += dt * (quadratic[0] * v * v + quadratic[1] * v + quadratic[2] - u + currentAt(k * dt, pattern));
    u += dt * (accommodates(pattern) ? a * b * (v + 65) : a * (b * v - u));
    if (v <= 30) continue;
    steps.push(k);
    v = c;
    u += d;
  }
  return steps;
}
