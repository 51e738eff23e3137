/** Every scenario opens from its link, runs and draws in Chromium, with the numbers of the terminal. */
import { lastValueFrom } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeHost } from '../../cli/host.ts';
import { describeScenario, Experiment } from '../../engine/index.ts';
import { datasets, scenarios } from '../../scenarios/index.ts';
import { startChromium } from '../browser/chromium.ts';
import { clock, looked, open, type Site, serveSite } from './site.ts';

const browser = await startChromium();
let site: Site;
beforeAll(async () => {
  site = await serveSite();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Of the whole run as the scenario is at first, seed 1. */
async function hashInNode(id: string): Promise<string> {
  const description = describeScenario((await scenarios[id]!()).default);
  const experiment = new Experiment(description, { seed: 1, datasets, host: nodeHost() });
  await lastValueFrom(experiment.run$());
  return experiment.result().spikeHash;
}

describe.skipIf(browser === null)('the site', () => {
  it.each(Object.keys(scenarios))('runs %s and draws it: not blank, and changing', async (id) => {
    const { page, problems } = await open(browser!, `${site.address}?scenario=${id}`);
    await page.locator('.panel').first().waitFor();
    await expect.poll(() => clock(page), { timeout: 20_000 }).toBeGreaterThan(0);
    // It stands while it is looked at: pictures of a page that draws all the time take long.
    await page.keyboard.press('Space');
    const first = await looked(page, '.panels');
    const seen = await clock(page);
    expect(first.colours).toBeGreaterThan(12);
    await page.keyboard.press('Space');
    await expect.poll(() => clock(page), { timeout: 20_000 }).toBeGreaterThan(seen);
    await page.keyboard.press('Space');
    expect((await looked(page, '.panels')).picture).not.toBe(first.picture);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it.each(['hello', 'logic', 'cuba'])('%s has the spike_hash of the whole run in Node', async (id) => {
    const { page } = await open(browser!, `${site.address}?scenario=${id}&speed=fastest`);
    await expect.poll(() => page.locator('.hash').count(), { timeout: 30_000 }).toBe(1);
    expect(await page.locator('.hash').textContent()).toBe(`spike_hash ${await hashInNode(id)}`);
    await page.context().close();
  });
});
