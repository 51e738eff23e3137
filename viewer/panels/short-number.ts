/** Numbers as a reader wants them: three digits that count. Knows no unit. */

/** 0.0123, 5.37, 128, 1.2e-5; 'NaN' as a dash. */
export function shortNumber(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  if (value === 0) return '0';
  if (size >= 1e6 || size < 1e-3) return value.toExponential(1).replace('e+', 'e').replace('.0e', 'e');
  if (size >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

/** With its unit, where it has one. */
export function withUnit(value: number, unit: string): string {
  return unit === '1' || unit === '' ? shortNumber(value) : `${shortNumber(value)} ${unit}`;
}

/** 'name (unit)', as axes and columns are headed. */
export function named(name: string, unit: string): string {
  return unit === '1' || unit === '' ? name : `${name} (${unit})`;
}
