/** Every scenario opens from its link, runs, draws and takes other values of its controls in Chromium, with the numbers of the terminal. */
import type { Locator, Page } from 'playwright-core';
import { lastValueFrom } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeHost } from '../../cli/host.ts';
import { describeScenario, Experiment } from '../../engine/index.ts';
import { datasets, scenarios } from '../../scenarios/index.ts';
import { startChromium } from '../browser/chromium.ts';
import { clock, looked, SharedPage, type Site, serveSite } from './site.ts';

const browser = await startChromium();
let site: Site;
beforeAll(async () => {
  site = await serveSite();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** For what takes a second where nothing else runs: a busy machine is no fault of the site. */
const patience = { timeout: 60_000 };

/** Of the whole run as the scenario is at first, seed 1. */
async function hashInNode(id: string): Promise<string> {
  const description = describeScenario((await scenarios[id]!()).default);
  const experiment = new Experiment(description, { seed: 1, datasets, host: nodeHost() });
  await lastValueFrom(experiment.run$());
  return experiment.result().spikeHash;
}

/** Waits until the run is further than `ms`. */
async function further(page: Page, ms: number): Promise<void> {
  await expect.poll(() => clock(page), patience).toBeGreaterThan(ms);
}

/** Waits until the clock moves, and then until it rises: the first move may be back to 0. */
async function goesOn(page: Page): Promise<void> {
  const stood = await clock(page);
  await expect.poll(() => clock(page), patience).not.toBe(stood);
  await further(page, await clock(page));
}

/** Looks at the panels while the run stands: pictures of a page that draws all the time take long. Leaves it standing. */
async function drawsAndChanges(page: Page): Promise<void> {
  await page.keyboard.press('Space');
  const first = await looked(page, '.panels');
  expect(first.colours).toBeGreaterThan(12);
  // More than once where nothing is to be seen at first, as of a liquid before a spike comes in.
  await expect.poll(() => lookedLater(page), patience).not.toBe(first.picture);
}

/** The panels after some more of the run. */
async function lookedLater(page: Page): Promise<string> {
  const seen = await clock(page);
  await page.keyboard.press('Space');
  await further(page, seen);
  await page.keyboard.press('Space');
  return (await looked(page, '.panels')).picture;
}

/** Another value with the keys of a keyboard; of a slider a lower one where there is one, since networks are then smaller. */
async function change(control: Locator): Promise<void> {
  const input = control.locator('input[type=range], input[type=checkbox], input.wide, select');
  const kind = (await input.getAttribute('type')) ?? 'select';
  if (kind === 'range') await input.press((await input.inputValue()) === '0' ? 'PageUp' : 'PageDown');
  else if (kind === 'checkbox') await input.press('Space');
  else if (kind === 'text') await input.fill(`${await input.inputValue()} `);
  else await input.press((await input.evaluate((one: HTMLSelectElement) => one.selectedIndex)) === 0 ? 'ArrowDown' : 'ArrowUp');
  // Space is a key of the run again.
  await input.blur();
}

/** All of them, and then the run goes on. The address has what was taken: a value that was refused is not there. */
async function takesOtherValues(page: Page, names: readonly string[]): Promise<void> {
  expect(await page.locator('.control > label').allTextContents()).toEqual(names);
  for (const control of await page.locator('.control').all()) await change(control);
  const taken = (): string[] => names.filter((name) => new URL(page.url()).searchParams.has(`c.${name}`));
  await expect.poll(taken, patience).toEqual(names);
  await page.keyboard.press('Space');
  await goesOn(page);
  await page.keyboard.press('Space');
  expect(await page.locator('.message[data-kind=error]').allTextContents()).toEqual([]);
}

describe.skipIf(browser === null)('the site', () => {
  const shared = new SharedPage(browser!);

  it.each(Object.keys(scenarios))(
    'runs %s, draws it, and takes another value of each of its controls',
    async (id) => {
      const { title, controls } = (await scenarios[id]!()).default;
      const { page, problems } = await shared.follow(`${site.address}?scenario=${id}`);
      await expect.poll(() => page.locator('aside h1').allTextContents(), patience).toEqual([title]);
      await further(page, 0);
      await drawsAndChanges(page);
      await takesOtherValues(page, Object.keys(controls));
      expect(await page.locator('.message[data-kind=error]').allTextContents()).toEqual([]);
      expect(problems).toEqual([]);
    },
    180_000,
  );

  it.each(['hello', 'logic', 'cuba'])('%s has the spike_hash of the whole run in Node', async (id) => {
    const { page } = await shared.open(`${site.address}?scenario=${id}&speed=fastest`);
    await expect.poll(() => page.locator('.hash').count(), patience).toBe(1);
    expect(await page.locator('.hash').textContent()).toBe(`spike_hash ${await hashInNode(id)}`);
  });
});
