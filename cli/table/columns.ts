/** Which columns of a table are given and which is asked for, and what their cells mean. */
import { NeurariumError, suggest } from '../../engine/index.ts';
import { refuse, type Table } from './read-table.ts';

/** Flags as given. */
export interface ColumnFlags {
  readonly dataInputs?: string;
  readonly dataTarget?: string;
}

export interface ChosenColumns {
  readonly inputs: readonly string[];
  readonly target: string;
}

/** By default the last column is the target, and all others are inputs. @throws NeurariumError 'usage' for columns that are not there */
export function chooseColumns(table: Table, flags: ColumnFlags): ChosenColumns {
  const { name, columns } = table;
  const { inputs, target = columns.at(-1)! } = namedColumns(table, flags);
  if (columns.length === 1) refuse(name, `'${target}' is the only column`, 'It needs at least one input and a target.');
  if (inputs?.includes(target) === true)
    misuse(`column '${target}' is both an input and the target`, 'Name another with --data-target.');
  return { inputs: inputs ?? columns.filter((column) => column !== target), target };
}

/** Of rows that follow each other: all columns are given by default, and `asked` of the next row are all that are given. @throws NeurariumError as `chooseColumns` */
export function chooseSeries(
  table: Table,
  flags: ColumnFlags,
): Pick<ChosenColumns, 'inputs'> & { readonly asked: readonly string[] } {
  const { inputs = table.columns, target } = namedColumns(table, flags);
  return { inputs, asked: target === undefined ? inputs : [target] };
}

function namedColumns({ name, columns }: Table, { dataInputs, dataTarget }: ColumnFlags): Partial<ChosenColumns> {
  const known = (column: string, flag: string): string => {
    if (columns.includes(column)) return column;
    return misuse(`--${flag} ${column}: ${name} has no such column`, suggest(column, columns));
  };
  return {
    ...(dataInputs === undefined ? {} : { inputs: dataInputs.split(',').map((column) => known(column.trim(), 'data-inputs')) }),
    ...(dataTarget === undefined ? {} : { target: known(dataTarget, 'data-target') }),
  };
}

function misuse(message: string, hint: string): never {
  throw new NeurariumError({ code: 'usage', message, hint });
}

/** @throws NeurariumError 'data' naming the line and the column of a cell that is no number */
export function numbersIn(table: Table, column: string): Float64Array {
  return Float64Array.from(cellsOf(table, column), (cell, row) => {
    if (isNumber(cell)) return Number(cell);
    const decimal = isNumber(cell.replace(',', '.'))
      ? 'Write decimals with a point.'
      : 'Leave the column out with --data-inputs.';
    return refuse(`${table.name}, line ${table.rows[row]!.line}, column '${column}'`, `'${cell}' is no number`, decimal);
  });
}

/** Row after row, the numbers of some columns. @throws NeurariumError as `numbersIn` */
export function rowsIn(table: Table, columns: readonly string[]): Float64Array {
  const numbers = new Float64Array(table.rows.length * columns.length);
  columns.forEach((column, k) => {
    numbersIn(table, column).forEach((value, row) => {
      numbers[row * columns.length + k] = value;
    });
  });
  return numbers;
}

export interface Classes {
  readonly names: readonly string[];
  /** The place of each row's class among the names. */
  readonly labels: Float64Array;
}

/** More are numbers, or names that no two rows share. */
const mostClasses = 50;

/** Of words, or of whole numbers: in the order of the alphabet, or by size. Null where they are too many, or no whole numbers. */
export function classesIn(table: Table, column: string): Classes | null {
  const cells = cellsOf(table, column);
  const numeric = cells.every(isNumber);
  if (numeric && !cells.every((cell) => Number.isSafeInteger(Number(cell)))) return null;
  const keys = numeric ? cells.map((cell) => String(Number(cell))) : cells;
  const names = [...new Set(keys)].sort(numeric ? (a, b) => Number(a) - Number(b) : undefined);
  if (names.length > mostClasses) return null;
  if (names.length === 1) refuse(`${table.name}, column '${column}'`, `'${names[0]}' is its only class, expected at least two`);
  const places = new Map(names.map((name, place) => [name, place]));
  return { names, labels: Float64Array.from(keys, (key) => places.get(key)!) };
}

/** @throws NeurariumError 'data' for one that is empty */
function cellsOf({ name, columns, rows }: Table, column: string): string[] {
  const place = columns.indexOf(column);
  return rows.map(({ line, cells }) => {
    const cell = cells[place]!;
    if (cell === '')
      refuse(`${name}, line ${line}, column '${column}'`, 'a value is missing', 'Fill it in, or leave the row out.');
    return cell;
  });
}

function isNumber(cell: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell);
}
