import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeHost } from '../../../cli/host.ts';
import { type DataFlags, ownData, ownDataLines } from '../../../cli/table/index.ts';
import { describeScenario, Experiment, type ExperimentResult, type Scenario } from '../../../engine/index.ts';
import { load } from '../../scenarios/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'neurarium-own-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, rows: readonly (readonly (string | number)[])[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${rows.map((row) => row.join(',')).join('\n')}\n`);
  return path;
}

/** Three classes by the larger of two numbers, or neither: a network of hidden cells can tell them apart. */
const places = Array.from({ length: 120 }, (_, k) => [(k * 7) % 11, (k * 5) % 13] as const);
const corners = file('corners.csv', [
  ['x', 'y', 'corner'],
  ...places.map(([x, y]) => [x, 100 * y, x > 6 ? 'right' : y > 6 ? 'top' : 'rest'] as const),
]);

async function run(scenario: Scenario, flags: DataFlags): Promise<ExperimentResult> {
  const host = nodeHost();
  const own = (await ownData(scenario, flags, {}, host))!;
  const experiment = new Experiment(describeScenario(scenario, { data: own.shape }), { seed: 1, datasets: own.datasets, host });
  await new Promise<void>((resolve, reject) => {
    experiment.run$().subscribe({ error: reject, complete: resolve });
  });
  const result = experiment.result();
  experiment.dispose();
  return result;
}

describe('data of your own', () => {
  it('stand in place of those of a scenario, whose network becomes as wide as they are', async () => {
    const scenario = await load('feed-forward');
    const own = (await ownData(scenario, { data: corners }, {}, nodeHost()))!;
    const { network, data, expect: expected } = describeScenario(scenario, { data: own.shape });
    expect(network.populations.map(({ name, size }) => [name, size])).toEqual([
      ['x', 2],
      ['h1', 8],
      ['y', 3],
    ]);
    expect(data).toEqual({ dataset: 'corners.csv', options: {}, parts: ['train'], examples: 'all' });
    expect(expected).toEqual([]);
    expect(own.told).toEqual({
      file: corners,
      rows: { train: 84, validation: 12, test: 24 },
      inputs: ['x', 'y'],
      target: 'corner',
      classes: ['rest', 'right', 'top'],
      series: false,
    });
    expect(ownDataLines(own.told)[0]).toBe(`data ${corners}: 120 rows, of which 84 train, 12 validate, 24 test`);
  });

  it('are learnt: nine of ten rows that were never seen are told right', async () => {
    const { metrics, interrupted } = await run(await load('feed-forward'), { data: corners });
    expect(interrupted).toBe(false);
    expect(metrics['accuracy']).toBeGreaterThanOrEqual(0.9);
  });

  it('of two classes need a single cell', async () => {
    const xor = file('xor.csv', [['a', 'b', 'c'], ...places.map(([x, y]) => [x % 2, y % 2, (x + y) % 2] as const)]);
    const { metrics } = await run(await load('feed-forward'), { data: xor });
    expect(metrics['accuracy']).toBe(1);
  });

  it('are none where none are given', async () => {
    const scenario = await load('feed-forward');
    expect(await ownData(scenario, {}, {}, nodeHost())).toBeNull();
    await expect(ownData(scenario, { dataTarget: 'y' }, {}, nodeHost())).rejects.toThrow('--data-target without --data');
    await expect(ownData(scenario, { dataInputs: 'y' }, {}, nodeHost())).rejects.toThrow('--data-inputs without --data');
  });

  it('are refused by a scenario that learns from none, and by a network of another size', async () => {
    await expect(ownData(await load('hello'), { data: corners }, {}, nodeHost())).rejects.toThrow(
      expect.objectContaining({ code: 'usage', message: 'scenario hello learns from no data' }),
    );
    const scenario = await load('feed-forward');
    const { network } = describeScenario(scenario);
    const narrow: Scenario = { ...scenario, network: () => network };
    await expect(run(narrow, { data: corners })).rejects.toThrow(
      expect.objectContaining({
        code: 'description',
        message: "field 'parity' of data set corners.csv needs 3 cells, and y has 1",
        hint: expect.stringContaining('data.outputs'),
      }),
    );
  });
});
