/** Columns as CSV (RFC 4180). */
import type { Table } from '../panels/panel.ts';

export function toCsv(table: Table): string {
  const names = Object.keys(table);
  const length = Math.max(0, ...names.map((name) => table[name]!.length));
  const rows = Array.from({ length }, (_, k) => names.map((name) => field(table[name]![k] ?? '')).join(','));
  return `${[names.map(field).join(','), ...rows].join('\r\n')}\r\n`;
}

function field(value: number | string): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  // A name that spreadsheets would take for a formula.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
