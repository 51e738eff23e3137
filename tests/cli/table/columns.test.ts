import { describe, expect, it } from 'vitest';
import { chooseColumns, chooseSeries, classesIn, numbersIn } from '../../../cli/table/columns.ts';
import { tableOf } from '../../../cli/table/read-table.ts';

const table = tableOf('a.csv', 'x,y,z,kind\n1,2.5,-3e-2,b\n4,.5,+6,a\n7,8.,9,b\n');

describe('the columns', () => {
  it('are all inputs but the last, which is the target, unless others are named', () => {
    expect(chooseColumns(table, {})).toEqual({ inputs: ['x', 'y', 'z'], target: 'kind' });
    expect(chooseColumns(table, { dataTarget: 'y' })).toEqual({ inputs: ['x', 'z', 'kind'], target: 'y' });
    expect(chooseColumns(table, { dataInputs: 'z, x' })).toEqual({ inputs: ['z', 'x'], target: 'kind' });
    expect(chooseColumns(table, { dataInputs: 'z', dataTarget: 'x' })).toEqual({ inputs: ['z'], target: 'x' });
  });

  it('are refused where they are not there, or input and target in one', () => {
    const refused = (flags: Parameters<typeof chooseColumns>[1]) => expect(() => chooseColumns(table, flags));
    refused({ dataTarget: 'kid' }).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: '--data-target kid: a.csv has no such column',
        hint: "Did you mean 'kind'?",
      }),
    );
    refused({ dataInputs: 'x,q' }).toThrow('--data-inputs q: a.csv has no such column');
    refused({ dataInputs: 'x,kind' }).toThrow("column 'kind' is both an input and the target");
    expect(() => chooseColumns(tableOf('b.csv', 'x\n1\n'), {})).toThrow("'x' is the only column");
  });

  it('of a series are all given, and asked of the next row, unless others are named', () => {
    expect(chooseSeries(table, {})).toEqual({ inputs: ['x', 'y', 'z', 'kind'], asked: ['x', 'y', 'z', 'kind'] });
    expect(chooseSeries(table, { dataInputs: 'z, x' })).toEqual({ inputs: ['z', 'x'], asked: ['z', 'x'] });
    expect(chooseSeries(table, { dataInputs: 'z', dataTarget: 'y' })).toEqual({ inputs: ['z'], asked: ['y'] });
    expect(chooseSeries(table, { dataTarget: 'y' }).inputs).toContain('y');
    expect(() => chooseSeries(table, { dataInputs: 'q' })).toThrow('--data-inputs q: a.csv has no such column');
  });
});

describe('numbers of a column', () => {
  it('are read as they are written', () => {
    expect([...numbersIn(table, 'y')]).toEqual([2.5, 0.5, 8]);
    expect([...numbersIn(table, 'z')]).toEqual([-0.03, 6, 9]);
  });

  it.each([
    ['word', "'word' is no number", 'Leave the column out with --data-inputs.'],
    ['1,5', "'1,5' is no number", 'Write decimals with a point.'],
    ['NaN', "'NaN' is no number", undefined],
    ['0x10', "'0x10' is no number", undefined],
    ['', 'a value is missing', 'Fill it in, or leave the row out.'],
  ])('%j is refused, with its line and column', (cell, message, hint) => {
    const other = tableOf('a.csv', `x;y\n1;2\n${cell};4\n`);
    expect(() => numbersIn(other, 'x')).toThrow(
      expect.objectContaining({
        code: 'data',
        message,
        where: "table a.csv, line 3, column 'x'",
        ...(hint === undefined ? {} : { hint }),
      }),
    );
  });
});

describe('classes of a column', () => {
  const column = (...cells: string[]) => tableOf('a.csv', `x,kind\n${cells.map((cell) => `1,${cell}\n`).join('')}`);

  it('are words by the alphabet, or whole numbers by size', () => {
    expect(classesIn(table, 'kind')).toEqual({ names: ['a', 'b'], labels: Float64Array.of(1, 0, 1) });
    expect(classesIn(column('10', '9', '10'), 'kind')).toEqual({ names: ['9', '10'], labels: Float64Array.of(1, 0, 1) });
    expect(classesIn(column('1', '1.0', '0'), 'kind')!.names).toEqual(['0', '1']);
    expect(classesIn(column('1', 'many'), 'kind')!.names).toEqual(['1', 'many']);
  });

  it('are none where numbers are not whole, or values too many', () => {
    expect(classesIn(column('1', '1.5'), 'kind')).toBeNull();
    expect(classesIn(column(...Array.from({ length: 51 }, (_, k) => String(k))), 'kind')).toBeNull();
    expect(classesIn(column(...Array.from({ length: 51 }, (_, k) => `name ${k}`)), 'kind')).toBeNull();
  });

  it('are refused where there is but one, or one is missing', () => {
    expect(() => classesIn(column('a', 'a'), 'kind')).toThrow(/'a' is its only class, expected at least two/);
    expect(() => classesIn(column('a', '', 'b'), 'kind')).toThrow(expect.objectContaining({ message: 'a value is missing' }));
  });
});
