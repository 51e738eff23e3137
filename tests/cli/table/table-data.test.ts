import { describe, expect, it } from 'vitest';
import { type Row, tableOf } from '../../../cli/table/read-table.ts';
import { tableData } from '../../../cli/table/table-data.ts';
import { fieldOf, type SplitPart, splitParts } from '../../../engine/data/index.ts';

const replaced = { scenario: 'net', input: 'bits', target: 'parity', classes: true };

/** Row k: k, 10 k, and whether k is even or odd. */
const rows = Array.from({ length: 40 }, (_, k) => `${k},${10 * k},${k % 2 === 0 ? 'even' : 'odd'}\n`);
const table = tableOf('mine.csv', `a,b,kind\n${rows.join('')}`);

function opened(parts: SplitPart | readonly SplitPart[], { seed = 1, flags = {}, as = replaced } = {}) {
  const { description } = tableData(table, flags, as);
  const data = description.open({ bytes: new Uint8Array(0), parts: [parts].flat(), options: {}, seed });
  const numbers = (field: string) => Array.from({ length: data.size }, (_, row) => Array.from(data.values(field, row)));
  return { data, inputs: numbers(as.input), targets: numbers(as.target).flat() };
}

describe('a table as data', () => {
  it('has the fields of the data it stands for, and tells its shape', () => {
    const { data } = opened('train');
    expect(data.name).toBe('mine.csv');
    expect(fieldOf(data, 'bits')).toEqual({ shape: [2] });
    expect(fieldOf(data, 'parity')).toEqual({ shape: [], classes: ['even', 'odd'] });
    expect(tableData(table, {}, replaced).shape).toEqual({ name: 'mine.csv', inputs: 2, outputs: 2, classes: ['even', 'odd'] });
  });

  it('trains with 70 % of its rows, validates with 10 and tests with 20, each row once, by the seed', () => {
    const parts = splitParts.map((part) => opened(part));
    expect(parts.map(({ data }) => data.size)).toEqual([28, 4, 8]);
    const all = parts.flatMap(({ inputs }) => inputs.map(([a]) => a!));
    expect(new Set(all).size).toBe(40);
    expect(opened('train').inputs).toEqual(parts[0]!.inputs);
    expect(opened('train', { seed: 2 }).inputs).not.toEqual(parts[0]!.inputs);
    // Drawn, not cut: rows of the beginning and of the end test.
    const sorted = [...all].sort((a, b) => a - b);
    expect(parts[0]!.inputs.map(([a]) => a!)).not.toEqual(sorted.slice(0, 28));
  });

  it('is scaled by the mean and the deviation of the rows that train', () => {
    const { inputs } = opened('train');
    for (const column of [0, 1]) {
      const values = inputs.map((row) => row[column]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / 28;
      expect(mean).toBeCloseTo(0, 12);
      expect(values.reduce((sum, value) => sum + value ** 2, 0) / 28).toBeCloseTo(1, 12);
    }
    // b is ten times a, so both become the same, in every part.
    for (const part of splitParts) for (const [a, b] of opened(part).inputs) expect(a).toBeCloseTo(b!, 12);
  });

  it('keeps each row together', () => {
    const { inputs, targets } = opened(splitParts);
    const sorted = inputs.map(([a], row) => [a!, targets[row]!]).sort(([a], [b]) => a! - b!);
    expect(sorted.map(([, kind]) => kind)).toEqual(Array.from({ length: 40 }, (_, k) => k % 2));
  });

  it('has a target of numbers where no classes are asked for, scaled too', () => {
    const as = { ...replaced, classes: false };
    const { data, targets, inputs } = opened('train', { flags: { dataInputs: 'a', dataTarget: 'b' }, as });
    expect(fieldOf(data, 'parity')).toEqual({ shape: [] });
    targets.forEach((target, row) => {
      expect(target).toBeCloseTo(inputs[row]![0]!, 12);
    });
    expect(tableData(table, { dataInputs: 'a', dataTarget: 'b' }, as).shape).toMatchObject({
      inputs: 1,
      outputs: 1,
      classes: null,
    });
    expect(() => opened('train', { as })).toThrow(expect.objectContaining({ message: "'even' is no number" }));
  });

  it('is refused with too few rows, or a target of too many values for classes', () => {
    const few = { ...table, rows: table.rows.slice(0, 9) as readonly Row[] };
    expect(() => tableData(few, {}, replaced)).toThrow('9 rows, expected at least 10');
    const many = tableOf('b.csv', `a,price\n${Array.from({ length: 60 }, (_, k) => `1,${k}.5\n`).join('')}`);
    expect(() => tableData(many, {}, replaced)).toThrow(
      expect.objectContaining({
        code: 'data',
        message: 'it holds many values, and scenario net tells classes apart',
        where: "table b.csv, column 'price'",
      }),
    );
  });
});
