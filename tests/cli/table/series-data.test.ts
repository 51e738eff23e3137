import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeHost } from '../../../cli/host.ts';
import type { ColumnFlags } from '../../../cli/table/columns.ts';
import { ownData, ownDataLines } from '../../../cli/table/index.ts';
import { tableOf } from '../../../cli/table/read-table.ts';
import { seriesData } from '../../../cli/table/series-data.ts';
import { describeScenario, Experiment, type SplitPart } from '../../../engine/index.ts';
import { load } from '../../scenarios/run.ts';

const replaced = { scenario: 'net', input: 'value', target: 'next', classes: false };

/** Row k: k, and its square. */
const rows = Array.from({ length: 101 }, (_, k) => `${k},${k * k}\n`);
const table = tableOf('mine.csv', `k,square\n${rows.join('')}`);

function opened(part: SplitPart, settling = 5, flags: ColumnFlags = {}) {
  const { description } = seriesData(table, flags, replaced, settling);
  const data = description.open({ bytes: new Uint8Array(0), parts: [part], options: {}, seed: 1 });
  return { data, given: Array.from(data.values('value', 0)), asked: Array.from(data.values('next', 0)) };
}

/** Places of rows, from what k is less the mean, over the deviation, of rows 0 to 69. */
const deviation = Math.sqrt((70 ** 2 - 1) / 12);
const placesOf = (scaled: readonly number[]) => scaled.map((value) => Math.round((value * deviation + 34.5) * 1e6) / 1e6);
const range = (first: number, end: number) => Array.from({ length: end - first }, (_, k) => first + k);

describe('a table as a series', () => {
  const flags = { dataInputs: 'k' };

  it('asks each row for the next, after the first ones; numbers are scaled by the rows that train', () => {
    const { data, given, asked } = opened('train', 5, flags);
    expect([data.size, data.steps]).toEqual([1, 70]);
    expect(placesOf(given)).toEqual(range(0, 70));
    expect(asked.slice(0, 5)).toEqual(Array(5).fill(Number.NaN));
    expect(Array.from(data.values('now', 0))).toEqual(given);
    expect(placesOf(asked.slice(5))).toEqual(range(6, 71));
  });

  it('is cut into stretches, each of which begins with the last rows of the one before', () => {
    const validation = opened('validation', 5, flags);
    expect(placesOf(validation.given)).toEqual(range(65, 80));
    expect(validation.asked.filter(Number.isNaN)).toHaveLength(5);
    expect(placesOf(validation.asked.slice(5))).toEqual(range(71, 81));
    const test = opened('test', 5, flags);
    expect(placesOf(test.given)).toEqual(range(75, 100));
    // To the very last row.
    expect(placesOf(test.asked.slice(5))).toEqual(range(81, 101));
    expect(seriesData(table, flags, replaced, 5).sizes).toEqual({ train: 70, validation: 10, test: 20 });
  });

  it('never asks for a row that is heard first, however long that takes', () => {
    expect(opened('validation', 60, flags).asked.filter(Number.isFinite)).toHaveLength(10);
    expect(opened('test', 0, flags).data.steps).toBe(20);
  });

  it('has all columns, or asks for another than it gives', () => {
    expect(seriesData(table, {}, replaced, 5).shape).toEqual({ name: 'mine.csv', inputs: 2, outputs: 2, classes: null });
    const other = { dataInputs: 'k', dataTarget: 'square' };
    expect(seriesData(table, other, replaced, 5)).toMatchObject({ inputs: ['k'], target: 'square of the next row' });
    const { data, asked } = opened('train', 5, other);
    // How what is asked for is, a row before.
    expect(Array.from(data.values('now', 0)).slice(6)).toEqual(asked.slice(5, -1));
    // Of squares, differences grow.
    expect(asked[10]! - asked[9]!).toBeGreaterThan(asked[9]! - asked[8]!);
  });

  it('is refused where it is too short', () => {
    expect(() => seriesData(table, {}, replaced, 61)).toThrow(
      expect.objectContaining({ code: 'data', message: '101 rows, expected at least 103 that follow each other' }),
    );
    expect(() => seriesData(table, {}, replaced, 60)).not.toThrow();
  });
});

describe('a series of your own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'neurarium-series-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'waves.csv');
  const waves = Array.from({ length: 700 }, (_, t) => `${Math.sin(0.2 * t)},${10 + 3 * Math.cos(0.31 * t)}`);
  writeFileSync(path, `a,b\n${waves.join('\n')}\n`);

  it.each([undefined, 'b'])('is foretold by an echo state network, %s', async (dataTarget) => {
    const scenario = await load('forecast');
    const host = nodeHost();
    const flags = dataTarget === undefined ? {} : { dataTarget };
    const own = (await ownData(scenario, { data: path, ...flags }, {}, host))!;
    expect(ownDataLines(own.told)[0]).toBe(
      `data ${path}: 699 rows with a next one, of which the first 489 train, the next 69 validate, the last 141 test`,
    );
    expect(own.shape).toMatchObject({ inputs: 2, outputs: dataTarget === undefined ? 2 : 1 });
    const experiment = new Experiment(describeScenario(scenario, { data: own.shape }), { seed: 1, datasets: own.datasets, host });
    await new Promise<void>((resolve, reject) => experiment.run$().subscribe({ error: reject, complete: resolve }));
    const { metrics } = experiment.result();
    experiment.dispose();
    // Two sines are foretold all but exactly; that nothing changes is a quarter of a deviation off.
    expect(metrics['error']).toBeLessThan(1e-4);
    expect(metrics['persistence']).toBeGreaterThan(0.2);
  });

  it.each(['moby-dick', 'reber', 'echo-state', 'gru-waves', 'liquid-product'])('cannot stand for what %s learns', async (id) => {
    await expect(ownData(await load(id), { data: path }, {}, nodeHost())).rejects.toThrow(
      expect.objectContaining({ code: 'usage', message: `scenario ${id} learns from sequences that a table cannot be` }),
    );
  });
});
