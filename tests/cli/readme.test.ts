/** What the README shows works as it stands there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../build.ts';
import { file, folder, neurarium, resultOf } from './command.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const [scenario, streams] = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code!);
const path = folder();
const mine = file(path, 'mine.ts', scenario!);

it("the README's scenario runs and meets its expectation", async () => {
  const { expect: judged } = await resultOf(['run', mine]);
  expect(judged).toEqual([expect.objectContaining({ measure: 'rate', pass: true })]);
});

it("the README's streams emit the rate of every 5 ms", async () => {
  const host = `import mine from './mine.ts';
    const host = { now: () => performance.now(), yield: () => new Promise((resolve) => setImmediate(resolve)) };`;
  // Loaded as a scenario file, which it is not; its streams run all the same, and print.
  const { stdout, stderr } = await neurarium(['run', file(path, 'streams.ts', `${host}\n${streams}`)]);
  expect(stderr).toContain('exports no scenario');
  const printed = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number));
  expect(printed).toHaveLength(200);
  expect(printed.every(([step, rate]) => Number.isInteger(step) && rate! >= 0 && rate! < 50)).toBe(true);
});
