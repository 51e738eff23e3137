/** Numbers and times as a person reads them. The same in every locale. */

/** 1234567 -> '1,234,567'. */
export function count(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** '1 step', '12,000 steps'. */
export function stepCount(steps: number): string {
  return `${count(steps)} ${steps === 1 ? 'step' : 'steps'}`;
}

/** Three significant digits, no needless exponent: 5.5712 -> '5.57', 1234.5 -> '1,235', 0.00001234 -> '1.23e-5'. */
export function number(value: number | null, digits = 3): string {
  if (value === null) return '–';
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : value < 0 ? '-∞' : '∞';
  const size = Math.abs(value);
  if (size >= 1e12 || (size > 0 && size < 1e-3)) return value.toExponential(digits - 1);
  if (size >= 10 ** (digits - 1)) return count(value);
  return value.toPrecision(digits);
}

/** As short as exact to six digits: 0.8 -> '0.8', 4 -> '4'. For limits a person wrote. */
export function limit(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** 1786000 -> '1.79 million'. */
export function large(value: number): string {
  if (value < 1e6) return count(value);
  return value < 1e9 ? `${number(value / 1e6)} million` : `${number(value / 1e9)} billion`;
}

/**
 * Simulated time: '412 ms', '1.5 s', '25 µs'. On the way to `of` it is in that time's unit with three digits, so that a line that
 * counts up does not change its form.
 */
export function simulatedTime(ms: number, of?: number): string {
  const whole = of ?? ms;
  const [factor, unit] = whole >= 1000 ? [1e-3, 's'] : whole >= 0.1 || whole === 0 ? [1, 'ms'] : [1e3, 'µs'];
  if (of === undefined) return `${limit(ms * factor)} ${unit}`;
  const decimals = Math.min(3, Math.max(0, 3 - Math.floor(Math.log10(Math.max(whole * factor, 1e-3)))));
  return `${(ms * factor).toFixed(decimals)} ${unit}`;
}

/** Wall time: '0.41 s', '12.3 s', '2 min 05 s', '1 h 04 min'. */
export function wallTime(seconds: number): string {
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${count(Math.floor(whole / 3600))} h ${two((whole % 3600) / 60)} min`;
}
