/** Columns of text under headings. Knows nothing of what they say. */
import { displayWidth, padEnd, padStart } from './text.ts';

export interface Column {
  readonly heading: string;
  readonly align?: 'left' | 'right';
}

/**
 * One line for the headings and one per row; entries may carry colours. Two spaces between columns, none at the ends of lines.
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ heading }, i) =>
    Math.max(displayWidth(heading), ...rows.map((row) => displayWidth(row[i] ?? ''))),
  );
  const line = (entries: readonly string[]) =>
    columns
      .map(({ align }, i) => (align === 'right' ? padStart : padEnd)(entries[i] ?? '', widths[i]!))
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ heading }) => heading)), ...rows.map(line)];
}
