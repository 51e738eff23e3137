/** Reads a table of comma-separated values with a header, and says where it is none. Knows nothing of what its columns are for. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import Papa from 'papaparse';
import { NeurariumError } from '../../engine/index.ts';

export interface Row {
  /** Of the file, counted from 1: where the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Table {
  /** Of the file, without its folder. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** @throws NeurariumError 'data' for a file that cannot be read or is no table */
export async function readTable(path: string): Promise<Table> {
  return tableOf(basename(path), await textOf(path));
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it does not exist' : (error as Error).message;
    const hint = 'Name a .csv file, by its path from here.';
    throw new NeurariumError({ code: 'data', message: `cannot read the table ${path}: ${reason}`, hint }, { cause: error });
  }
}

export function tableOf(name: string, text: string): Table {
  const [header, ...rows] = filled(rowsOf(name, text));
  if (header === undefined) return refuse(name, 'the file is empty', 'Its first line names the columns.');
  const columns = header.cells;
  checkHeader(name, header);
  for (const { line, cells } of rows) {
    if (cells.length === columns.length) continue;
    refuse(`${name}, line ${line}`, `${count(cells.length)}, expected ${columns.length} as in the header`);
  }
  return { name, columns, rows };
}

/** Without blank lines. Of a single column one may be a value that is missing, and stays, but before the first and after the last. */
function filled(rows: readonly Row[]): readonly Row[] {
  const isFilled = ({ cells }: Row) => cells.length > 1 || cells[0] !== '';
  const all = rows.filter(isFilled);
  return all[0]?.cells.length === 1 ? rows.slice(rows.indexOf(all[0]), rows.indexOf(all.at(-1)!) + 1) : all;
}

function rowsOf(name: string, text: string): Row[] {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const rows: Row[] = [];
  let begin = 0;
  let line = 1;
  Papa.parse<string[]>(plain, {
    newline: '\n',
    delimiter: separatorIn(plain),
    step: ({ data, errors, meta }) => {
      const [error] = errors.filter(({ type }) => type === 'Quotes');
      if (error !== undefined) refuse(`${name}, line ${line}`, `its quotes do not close: ${error.message}`);
      rows.push({ line, cells: data.map((cell) => cell.trim()) });
      line += plain.slice(begin, meta.cursor).split('\n').length - 1;
      begin = meta.cursor;
    },
  });
  return rows;
}

/** The one that the first line has most of. */
function separatorIn(text: string): string {
  const [first = ''] = text.split('\n', 1);
  const times = (separator: string) => first.split(separator).length;
  return [',', ';', '\t', '|'].reduce((best, other) => (times(other) > times(best) ? other : best));
}

function checkHeader(name: string, { line, cells }: Row): void {
  const where = `${name}, line ${line}`;
  const hint = 'Its first line names the columns.';
  if (cells.every((cell) => cell !== '' && Number.isFinite(Number(cell))))
    refuse(where, 'there is no header: all are numbers', hint);
  const empty = cells.indexOf('');
  if (empty >= 0) refuse(where, `column ${empty + 1} has no name`, hint);
  const twice = cells.find((cell, k) => cells.indexOf(cell) !== k);
  if (twice !== undefined) refuse(where, `two columns are called '${twice}'`, 'Give each its own name.');
}

const count = (cells: number): string => (cells === 1 ? '1 cell' : `${cells} cells`);

/** `where`: the file, and the line. */
export function refuse(where: string, message: string, hint?: string): never {
  throw new NeurariumError({ code: 'data', message, where: `table ${where}`, hint });
}
