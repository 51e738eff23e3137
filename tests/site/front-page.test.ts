/** The page that shows all scenarios: what moves on it, what it finds, and what it leads to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../browser/chromium.ts';
import { looked, open, reached, type Site, serveSite } from './site.ts';

const browser = await startChromium();
let site: Site;
beforeAll(async () => {
  site = await serveSite();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe.skipIf(browser === null)('the front page', () => {
  it('wakes a tile, searches by words and tags, and is there without a connection once it was loaded', async () => {
    const { page, problems } = await open(browser!, site.address);
    await expect.poll(() => page.locator('.tile[data-live=true]').count(), { timeout: 15_000 }).toBe(1);
    const first = await looked(page, '.tile[data-live=true] canvas');
    await expect.poll(async () => (await looked(page, '.tile[data-live=true] canvas')).picture === first.picture).toBe(false);
    await page.locator('.tile[data-scenario=logic]').hover();
    await page.locator('.tile[data-scenario=logic][data-running=true]').waitFor();
    expect(await page.locator('.tile[data-live=true]').count()).toBe(1);
    const all = await page.locator('.tile').count();
    await page.keyboard.press('/');
    await page.keyboard.type('trainable');
    await expect.poll(() => page.locator('.tile').count()).toBeLessThan(all);
    const found = await page.locator('.tile strong').allTextContents();
    expect(found).toEqual(expect.arrayContaining(['stdp', 'feed-forward']));
    expect(found).not.toContain('hello');
    await expect.poll(() => page.url()).toContain('search=trainable');
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await page.reload();
    await page.context().setOffline(true);
    await page.goto(`${site.address}?scenario=hello`);
    await reached(page, 2);
    expect(await page.evaluate('crossOriginIsolated')).toBe(true);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('opens what is chosen, and goes back to itself', async () => {
    const { page, problems } = await open(browser!, site.address);
    await page.locator('.tile[data-scenario=logic]').click();
    await page.locator('.panel').first().waitFor();
    await reached(page, 1);
    expect(page.url()).toContain('scenario=logic');
    await page.goBack();
    await page.locator('.tile').first().waitFor();
    await page.goForward();
    // Back before it is open: what was being opened does not come up later.
    await page.goBack();
    await page.waitForTimeout(1500);
    expect(await page.locator('.panel').count()).toBe(0);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('keeps still for a reader who wants little movement', async () => {
    const { page } = await open(browser!, site.address, { reducedMotion: 'reduce' });
    await page.locator('.tile').first().waitFor();
    await page.waitForTimeout(800);
    expect(await page.locator('.tile[data-live=true]').count()).toBe(0);
    await page.context().close();
  });
});
