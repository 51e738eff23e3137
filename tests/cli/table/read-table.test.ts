import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTable, tableOf } from '../../../cli/table/read-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'neurarium-table-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a table', () => {
  it('has columns by its header, and rows with the line they begin on', () => {
    const { columns, rows } = tableOf('a.csv', 'x,y\n1,2\n3,4\n');
    expect(columns).toEqual(['x', 'y']);
    expect(rows).toEqual([
      { line: 2, cells: ['1', '2'] },
      { line: 3, cells: ['3', '4'] },
    ]);
  });

  it('counts the lines of blank ones and of cells with several', () => {
    const text = 'name,y\n"one\ntwo",1\n\n  \nthree,2';
    expect(tableOf('a.csv', text).rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [2, 'one\ntwo'],
      [6, 'three'],
    ]);
  });

  it('may have a single column, of which a blank line within is a value that is missing', () => {
    const rows = (text: string) => tableOf('a.csv', text).rows.map(({ line, cells }) => [line, ...cells]);
    expect(rows('x\n1\n2\n\n\n')).toEqual([
      [2, '1'],
      [3, '2'],
    ]);
    expect(rows('\nx\n1\n\n3\n')).toEqual([
      [3, '1'],
      [4, ''],
      [5, '3'],
    ]);
  });

  it.each([
    ['semicolons', 'x;y\n1;2\n3;4\n'],
    ['tabs', 'x\ty\n1\t2\n3\t4\n'],
    ['a mark of its encoding, and lines that end as in Windows', '\uFEFFx,y\r\n1,2\r\n3,4\r\n'],
    ['lines that end as on old Macs', 'x,y\r1,2\r3,4'],
    ['quotes, and spaces around', '"x", y\n"1" , 2\n3,"4"\n'],
  ])('may have %s', (_, text) => {
    const { columns, rows } = tableOf('a.csv', text);
    expect([columns, ...rows.map(({ cells }) => cells)]).toEqual([
      ['x', 'y'],
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(rows.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('keeps a separator within quotes, and a quote that is doubled', () => {
    expect(tableOf('a.csv', 'x,y\n"a, ""b""",2\n').rows[0]!.cells).toEqual(['a, "b"', '2']);
  });

  it.each([
    ['', 'the file is empty', 'table a.csv'],
    ['1,2\n3,4\n', 'there is no header: all are numbers', 'table a.csv, line 1'],
    ['x,,z\n1,2,3\n', 'column 2 has no name', 'table a.csv, line 1'],
    ['x,y,x\n1,2,3\n', "two columns are called 'x'", 'table a.csv, line 1'],
    ['x,y\n1,2\n\n3,4,5\n', '3 cells, expected 2 as in the header', 'table a.csv, line 4'],
    ['x,y\n1,2\n3\n', '1 cell, expected 2 as in the header', 'table a.csv, line 3'],
    ['x,y\n1,2\n"3,4\n', 'its quotes do not close', 'table a.csv, line 3'],
  ])('%j is refused', (text, message, where) => {
    expect(() => tableOf('a.csv', text)).toThrow(
      expect.objectContaining({ code: 'data', message: expect.stringContaining(message), where }),
    );
  });

  it('is read from a file, and called by its name', async () => {
    const path = join(folder, 'mine.csv');
    writeFileSync(path, 'x,y\n1,2\n');
    expect(await readTable(path)).toMatchObject({ name: 'mine.csv', columns: ['x', 'y'] });
    await expect(readTable(join(folder, 'yours.csv'))).rejects.toThrow(/cannot read the table .*yours\.csv: it does not exist/);
    await expect(readTable(folder)).rejects.toThrow(/cannot read the table/);
  });
});
