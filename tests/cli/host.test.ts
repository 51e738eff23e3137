import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeHost, packageRoot } from '../../cli/host.ts';

test('finds the folder of the package', () => {
  expect(existsSync(join(packageRoot(), 'cli', 'host.ts'))).toBe(true);
});

test('has a clock that does not go back and lets input be handled when it yields', async () => {
  const host = nodeHost();
  const before = host.now();
  let handled = false;
  setImmediate(() => {
    handled = true;
  });
  await host.yield();
  expect(handled).toBe(true);
  expect(host.now()).toBeGreaterThanOrEqual(before);
});

test('says which data file is missing and what makes it', async () => {
  const missing = nodeHost('/nowhere').loadData('mnist.bin');
  await expect(missing).rejects.toMatchObject({
    code: 'data',
    message: expect.stringContaining('/nowhere/mnist.bin: it does not exist'),
    hint: expect.stringContaining('npm ci'),
  });
});

test.each(['../package.json', '/etc/passwd', '', '.npmrc', 'a/b'])(
  "never reads outside its folder: '%s' is no name",
  async (name) => {
    await expect(nodeHost().loadData(name)).rejects.toMatchObject({
      code: 'data',
      message: expect.stringContaining('no name of a data file'),
    });
  },
);
