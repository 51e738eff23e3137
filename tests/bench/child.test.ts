import { expect, test } from 'vitest';
import { runChild } from './child.ts';

test('times a program from start to exit, and gives what it printed', async () => {
  const { seconds, waited, stdout } = await runChild(process.execPath, ['-e', 'setTimeout(() => console.log("done"), 50)']);
  expect(stdout).toBe('done\n');
  expect(seconds).toBeGreaterThan(0.05);
  expect(waited).toBeLessThan(seconds);
});

test('a program that fails is an error that says what it printed', async () => {
  const failing = runChild(process.execPath, ['-e', 'console.error("no such network"); process.exit(3)']);
  await expect(failing).rejects.toThrow(/ended with 3: no such network/);
  await expect(runChild('/no/such/program', [])).rejects.toThrow('ENOENT');
});
