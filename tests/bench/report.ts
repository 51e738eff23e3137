/** Figures with goals, and the table that a person reads. Measures nothing. */
import { median } from './interleave.ts';

export interface Goal {
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** Median over the rounds, and the lowest and the highest. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly goal: Goal | null;
  /** Null without a goal. */
  readonly pass: boolean | null;
}

/** What one suite found. */
export interface Report {
  readonly suite: string;
  readonly about: string;
  readonly figures: readonly Figure[];
  /** False where other processes were busy all the time. */
  readonly quiet: boolean;
  readonly dropped: number;
  readonly notes: readonly string[];
}

/** `values`: one for each round. */
export function figure(name: string, unit: string, values: readonly number[], goal: Goal | null = null): Figure {
  const value = median(values);
  const pass = goal === null ? null : value >= (goal.atLeast ?? -Infinity) && value <= (goal.atMost ?? Infinity);
  return { name, unit, value, low: Math.min(...values), high: Math.max(...values), goal, pass };
}

/** Four digits at most, without exponents: 0.3871, 12.35, 1,234. */
export function format(value: number): string {
  const digits = Math.max(0, 3 - Math.floor(Math.log10(Math.max(Math.abs(value), 0.001))));
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function goalOf({ goal, pass }: Figure): string {
  if (goal === null) return '';
  const limit = goal.atLeast === undefined ? `<= ${format(goal.atMost!)}` : `>= ${format(goal.atLeast)}`;
  return `${limit}  ${pass === true ? 'pass' : 'FAIL'}`;
}

export function table(report: Report): string {
  const rows = report.figures.map((each) => {
    const range = each.low === each.high ? '' : `${format(each.low)} to ${format(each.high)}`;
    return [each.name, `${format(each.value)} ${each.unit}`, range, goalOf(each)];
  });
  const all = [['', 'median', 'range', 'goal'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const lines = all.map((row) =>
    row.map((cell, k) => (k === 0 || k === 3 ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!))),
  );
  const notes = [...report.notes];
  if (report.dropped > 0) notes.push(`${report.dropped} rounds dropped and repeated: other processes were busy`);
  if (!report.quiet) notes.push('DISTURBED: other processes were busy all the time; these figures are not to be trusted');
  return [
    `${report.suite}: ${report.about}`,
    ...lines.map((cells) => `  ${cells.join('  ').trimEnd()}`),
    ...notes.map((note) => `  ${note}`),
  ].join('\n');
}
