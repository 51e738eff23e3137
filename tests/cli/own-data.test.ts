/** `--data` of the built command: what it says, how it ends. The parts of it are tested in tests/cli/table. */
import { describe, expect, it } from 'vitest';
import { root } from '../build.ts';
import { ended, file, folder, neurarium, resultOf, said, start } from './command.ts';

const place = folder();
const iris = `${root}/scenarios/data/files/iris.csv`;
const bad = file(place, 'bad.csv', `a,b,kind\n1,2,x\n3,word,y\n${'1,2,x\n'.repeat(10)}`);

describe('--data', () => {
  it('learns from a table, and says what became of it', async () => {
    const { code, stdout } = await neurarium(['run', 'feed-forward', '--data', iris]);
    expect(code).toBe(0);
    const told = stdout.replace(/\s+/g, ' ');
    expect(told).toContain('150 rows, of which 105 train, 15 validate, 30 test');
    expect(told).toContain('target species: one of setosa, versicolor, virginica');
    expect(told).toContain('is not judged');
    expect(stdout).not.toMatch(/[✓✗]/);
  });

  it('is part of the JSON object', async () => {
    const result = await resultOf(['run', 'feed-forward', '--data', iris, '--data-inputs', 'petal length,petal width']);
    expect(result.data).toEqual({
      file: iris,
      rows: { train: 105, validation: 15, test: 30 },
      inputs: ['petal length', 'petal width'],
      target: 'species',
      classes: ['setosa', 'versicolor', 'virginica'],
      series: false,
    });
    expect(result.populations['x']!.size).toBe(2);
    expect(result.expect).toEqual([]);
    expect(result.metrics['accuracy']).toBeGreaterThan(0.85);
    expect((await resultOf(['run', 'feed-forward'])).data).toBeUndefined();
  });

  it.each([
    [['feed-forward', '--data', bad], "'word' is no number", "in table bad.csv, line 3, column 'b'"],
    [['feed-forward', '--data', 'none.csv'], 'cannot read the table none.csv: it does not exist', '.csv file'],
    [
      ['feed-forward', '--data', bad, '--data-target', 'kin'],
      '--data-target kin: bad.csv has no such column',
      "Did you mean 'kind'?",
    ],
    [['feed-forward', '--data-target', 'kind'], '--data-target without --data', '--data gives'],
    [['hello', '--data', bad], 'scenario hello learns from no data', 'feed-forward'],
  ])('is refused: %j', async (args, message, hint) => {
    const { code, stdout, stderr } = await said(['run', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  });

  it('is explained where something is learnt', async () => {
    const help = async (scenario: string) => (await said(['run', scenario, '--help'])).stdout.replace(/\s+/g, ' ');
    expect(await help('feed-forward')).toMatch(/--data <file>.*70 % of its rows train.*standard deviation 1/);
    expect(await help('cuba')).not.toContain('--data');
  });

  it('is watched as well', async () => {
    const child = start(['watch', 'feed-forward', '--data', iris, '--no-open', '--paused']);
    child.stdout!.once('data', () => child.kill('SIGINT'));
    const { stdout, stderr } = await ended(child);
    expect(stdout).toMatch(/^feed-forward: http:/);
    expect(stderr).toContain('150 rows, of which 105 train');
  });
});
