/** `neurarium watch` from its command to the page: a run in the terminal, watched, has the spikes of one that nobody watches. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { startChromium } from '../browser/chromium.ts';
import { ended, folder, neurarium, resultOf, start } from '../cli/command.ts';
import { open } from './site.ts';

const browser = await startChromium();
const place = folder();
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await browser?.close();
});

/** Starts the command and waits for its link. */
async function watch(...args: string[]): Promise<{ url: string; child: ChildProcess }> {
  const child = start(['watch', ...args, '--json', '--no-open']);
  children.push(child);
  for await (const line of createInterface({ input: child.stdout! })) return { url: JSON.parse(line).url, child };
  throw new Error('the command ended without a link');
}

async function interrupted(child: ChildProcess): Promise<number | null> {
  const end = ended(child);
  child.kill('SIGINT');
  return (await end).code;
}

describe.skipIf(browser === null)('neurarium watch', () => {
  it('shows a run of the terminal under its strict headers, with the same spikes, and ends at Ctrl+C', async () => {
    const options = ['cuba', '--size', '400', '--duration', '200 ms'];
    const { url, child } = await watch(...options, '--speed', '0.1');
    const { page, problems } = await open(browser!, url);
    await expect.poll(() => page.locator('.hash').count(), { timeout: 30_000 }).toBe(1);
    const unwatched = await resultOf(['run', ...options]);
    expect(await page.locator('.hash').textContent()).toBe(`spike_hash ${unwatched.spike_hash}`);
    expect(await page.evaluate('crossOriginIsolated')).toBe(true);
    expect(problems).toEqual([]);
    await page.context().close();
    expect(await interrupted(child)).toBe(130);
  });

  it('shows a trace', async () => {
    const trace = join(place, 'run.mcap');
    await neurarium(['run', 'cuba', '--size', '400', '--duration', '100 ms', '--record', trace, '--quiet']);
    const { url, child } = await watch(trace);
    const { page, problems } = await open(browser!, url);
    await expect.poll(() => page.locator('.status > small').textContent()).toContain('replay');
    await expect.poll(() => page.locator('.hash').count()).toBe(1);
    expect(problems).toEqual([]);
    await page.context().close();
    expect(await interrupted(child)).toBe(130);
  });
});
