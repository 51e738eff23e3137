/** The tables of scenarios/data/files: comma-separated values with a header, nothing quoted. */
import { NeurariumError } from '../../engine/index.ts';

export interface PlainTable {
  readonly name: string;
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

/** Row by row, without the header. @throws NeurariumError 'data' for bytes that are another file */
export function rowsOf(bytes: Uint8Array, { name, file, columns, rows }: PlainTable): string[][] {
  const [header = '', ...lines] = new TextDecoder().decode(bytes).trimEnd().split('\n');
  const table = lines.map((line) => line.split(','));
  if (header === columns.join(',') && table.length === rows && table.every(({ length }) => length === columns.length))
    return table;
  throw new NeurariumError({
    code: 'data',
    message: `the file begins with ${JSON.stringify(header)} and has ${table.length} rows, expected "${columns.join(',')}" and ${rows}`,
    where: `data set ${name}`,
    hint: `Remove dist/data/${file} and run 'npm run prepare' to lay it there again.`,
  });
}

/** Empty cells are not known. */
export function numberIn(cell: string): number {
  return cell === '' ? Number.NaN : Number(cell);
}

/** The index of the word among the classes. */
export function classIn(cell: string, classes: readonly string[]): number {
  return cell === '' ? Number.NaN : classes.indexOf(cell);
}
