/** What a reader does with a run: controls, panels, time, links, files, languages, keys. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program } from '../../cli/program.ts';
import { openTrace, readableBytes, type TraceEvent } from '../../engine/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { startChromium } from '../browser/chromium.ts';
import { clock, looked, open, reached, type Site, serveSite } from './site.ts';

const browser = await startChromium();
const folder = mkdtempSync(join(tmpdir(), 'neurarium-site-'));
const trace = join(folder, 'cuba.mcap');
let site: Site;
beforeAll(async () => {
  site = await serveSite();
  expect(await program(['run', 'cuba', '--size', '400', '--duration', '300 ms', '--record', trace, '--quiet'])).toBe(0);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await browser?.close();
  await site?.close();
});

const small = 'scenario=cuba&c.size=400';

/** Scenarios that have controls. */
const controlled: string[] = [];
for (const [id, load] of Object.entries(scenarios))
  if (Object.keys((await load()).default.controls).length > 0) controlled.push(id);

async function opened(query: string): Promise<{ page: Page; problems: readonly string[] }> {
  const one = await open(browser!, `${site.address}?${query}`);
  await one.page.locator('.panel').first().waitFor();
  return one;
}

function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: false }).first();
}

/** A file that is dropped on the page. */
async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    ([fileName, encoded]) => {
      const data = Uint8Array.from(atob(encoded!), (character) => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([data], fileName!));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    [name, Buffer.from(bytes).toString('base64')],
  );
}

describe.skipIf(browser === null)('a run on the page', () => {
  it('runs, pauses, steps, begins anew with another seed, and changes its speed', async () => {
    const { page, problems } = await opened(small);
    await reached(page, 5);
    await page.keyboard.press('Space');
    await expect.poll(() => page.locator('.status > small').textContent()).toContain('paused');
    await page.waitForTimeout(300);
    const stood = await clock(page);
    await page.waitForTimeout(300);
    expect(await clock(page)).toBe(stood);
    await page.keyboard.press('.');
    await expect.poll(() => clock(page)).toBeCloseTo(stood + 0.1, 6);
    await page.locator('.seed input').fill('7');
    await page.locator('.seed input').press('Enter');
    await expect.poll(() => page.url()).toContain('seed=7');
    await page.keyboard.press('Space');
    await reached(page, 1);
    const speed = page.locator('.speed input');
    await speed.focus();
    await speed.press('End');
    await expect.poll(() => page.locator('.hash').count(), { timeout: 20_000 }).toBeGreaterThan(0);
    await expect.poll(() => clock(page)).toBe(1000);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('takes a changed control while it runs', async () => {
    const { page, problems } = await opened('scenario=hello');
    await reached(page, 2);
    expect(new URL(page.url()).searchParams.has('c.current')).toBe(false);
    const field = page.locator('.slider input[type=text]');
    await field.fill('1000 pA');
    await field.press('Enter');
    await expect.poll(() => page.url()).toContain('c.current=1000');
    expect(await clock(page)).toBeGreaterThan(2);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('selects a cell, stimulates it and others that are dragged over, and mutes: the saved trace has all of it', async () => {
    const { page, problems } = await opened(`${small}&speed=0.02`);
    await reached(page, 2);
    const body = page.locator('[data-kind=raster] .panel-body');
    await body.click({ position: { x: 300, y: 80 } });
    await expect.poll(() => page.url()).toContain('cell=E.');
    await expect.poll(() => page.locator('aside .state dd').first().textContent()).toMatch(/mV/);
    const selected = Number(new URL(page.url()).searchParams.get('cell')!.split('.')[1]);
    await page.keyboard.press('b');
    await page.keyboard.press('d');
    const { x, y } = (await body.boundingBox())!;
    await page.mouse.move(x + 400, y + 40);
    await page.mouse.down();
    await page.mouse.move(x + 400, y + 120, { steps: 12 });
    await page.mouse.up();
    await button(page, 'Mute: E').click();
    await expect.poll(() => page.url()).toContain('mute=');
    const after = await clock(page);
    await reached(page, after + 1);
    const download = page.waitForEvent('download');
    await page.keyboard.press('s');
    const file = join(folder, 'stimulated.mcap');
    await (await download).saveAs(file);
    const recorded = await openTrace(readableBytes(readFileSync(file)));
    const events: TraceEvent[] = [];
    for await (const batch of recorded.batches()) events.push(...batch.events);
    const stimulated = events.flatMap(({ kind, cells }) => (kind === 'stimulus' ? [[...(cells as Uint32Array)]] : []));
    expect(stimulated[0]).toEqual([selected]);
    expect(new Set(stimulated.flat()).size).toBeGreaterThan(5);
    expect(events.filter(({ kind }) => kind === 'mute').length).toBeGreaterThan(0);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it.each(controlled)('%s takes another value of each of its controls', async (id) => {
    const { page, problems } = await opened(`scenario=${id}`);
    const names = await page.locator('.control label').allTextContents();
    expect(names).not.toEqual([]);
    for (const name of names) {
      const slider = page.locator(`.control:has(label[for="control-${name}"]) input[type=range]`);
      if ((await slider.count()) === 0) continue;
      await slider.focus();
      await slider.press('ArrowRight');
      await expect.poll(() => new URL(page.url()).searchParams.has(`c.${name}`), { timeout: 20_000 }).toBe(true);
    }
    expect(await page.locator('.message[data-kind=error]').allTextContents()).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('looks closer with the wheel, down to single spikes', async () => {
    const { page } = await opened(`${small}&speed=fastest`);
    await expect.poll(() => page.locator('.hash').count(), { timeout: 20_000 }).toBe(1);
    const span = (): number => Number(new URL(page.url()).searchParams.get('span'));
    await expect.poll(span).toBeGreaterThan(1000);
    await page.mouse.move(400, 150);
    for (let k = 0; k < 30; k++) await page.mouse.wheel(0, -200);
    await expect.poll(span).toBe(10);
    await page.keyboard.press('Home');
    await expect.poll(span).toBe(10_000);
    await page.context().close();
  });

  it('draws again after the graphics card was lost, though nothing moves', async () => {
    const { page } = await opened(`${small}&speed=fastest`);
    await expect.poll(() => page.locator('.hash').count(), { timeout: 20_000 }).toBe(1);
    const before = (await looked(page, 'main')).colours;
    await page.evaluate(() => {
      const context = document.querySelector('canvas')!.getContext('webgl2')!;
      const loss = context.getExtension('WEBGL_lose_context')!;
      loss.loseContext();
      setTimeout(() => loss.restoreContext(), 200);
    });
    await page.waitForTimeout(800);
    expect((await looked(page, 'main')).colours).toBeGreaterThan(before / 2);
    await page.context().close();
  });

  it('opens every kind of panel by hand, and each shows something', async () => {
    const { page, problems } = await opened('scenario=ring&c.size=64&panels=0');
    await reached(page, 20);
    await page.keyboard.press('a');
    const choices = await page.locator('.choices button').evaluateAll((all) => all.map((one) => one.dataset['kind']!));
    expect(choices.length).toBeGreaterThan(12);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog').count()).toBe(0);
    for (const kind of new Set(choices)) {
      await page.keyboard.press('a');
      await page.locator(`.choices [data-kind=${kind}]`).first().click();
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await looked(page, '.panel[data-enlarged=true] .panel-body')).colours).toBeGreaterThan(4);
      await page.keyboard.press('Delete');
    }
    const expected = ['bars', 'curve', 'graph', 'histogram', 'image-grid', 'matrix', 'plane', 'raster', 'rate', 'text', 'trace'];
    expect([...new Set(choices)].sort()).toEqual(expected);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('looks back by the timeline, and follows the live edge again with one key', async () => {
    const { page } = await opened(`${small}&speed=0.1`);
    await reached(page, 60);
    const line = (await page.locator('.timeline .line').boundingBox())!;
    await page.mouse.click(line.x + 12 + (line.width - 24) * 0.02, line.y + 10);
    await expect.poll(() => clock(page)).toBeLessThan(40);
    const back = await clock(page);
    await page.waitForTimeout(400);
    expect(await clock(page)).toBe(back);
    await page.keyboard.press('End');
    await expect.poll(() => clock(page)).toBeGreaterThan(60);
    await page.context().close();
  });

  it('has its whole view in its link', async () => {
    const { page } = await opened(`${small}&seed=5`);
    await reached(page, 5);
    await page.keyboard.press('a');
    await page.locator('.choices button', { hasText: 'Intervals between spikes of E' }).click();
    await page.locator('[data-kind=raster] .panel-body').click({ position: { x: 300, y: 80 } });
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.url()).toMatch(/at=.*cell=/);
    const titles = await page.locator('.panel h2').allTextContents();
    const url = page.url();
    const again = await open(browser!, url);
    await again.page.locator('.panel').first().waitFor();
    await again.page.waitForTimeout(800);
    expect(await again.page.locator('.panel h2').allTextContents()).toEqual(titles);
    const query = (address: string): string[] => [...new URL(address).searchParams].map(String).sort();
    expect(query(again.page.url())).toEqual(query(url));
    await again.page.context().close();
    await page.context().close();
  });

  it('saves panels as PNG, SVG and CSV, and the run as a trace that replays to the same spikes', async () => {
    const { page } = await opened(`${small}&speed=fastest`);
    await expect.poll(() => page.locator('.hash').count(), { timeout: 20_000 }).toBe(1);
    const heads = { g: Buffer.from('\x89PNG', 'latin1'), v: Buffer.from('<?xml'), c: Buffer.from('time (ms)') };
    for (const [key, head] of Object.entries(heads)) {
      const download = page.waitForEvent('download');
      await page.keyboard.press(key);
      const bytes = readFileSync((await (await download).path())!);
      expect(bytes.subarray(0, head.length)).toEqual(head);
      expect(bytes.length).toBeGreaterThan(500);
    }
    const download = page.waitForEvent('download');
    await page.keyboard.press('s');
    const saved = join(folder, 'saved.mcap');
    await (await download).saveAs(saved);
    const hash = (await page.locator('.hash').textContent())!.split(' ')[1]!;
    await drop(page, 'saved.mcap', readFileSync(saved));
    await expect.poll(() => page.locator('.status > small').textContent(), { timeout: 20_000 }).toContain('replay');
    await expect.poll(() => page.locator('.hash').count(), { timeout: 20_000 }).toBe(1);
    expect(await page.locator('.hash').textContent()).toContain(hash);
    await page.context().close();
  });

  it('replays a trace of the terminal that is dropped on the front page, and looks anywhere in it', async () => {
    const { page, problems } = await open(browser!, site.address);
    await page.locator('.tile').first().waitFor();
    await drop(page, 'cuba.mcap', readFileSync(trace));
    await page.locator('.panel').first().waitFor();
    await reached(page, 5);
    // It is played from its beginning, though all of it is there at once.
    expect(await clock(page)).toBeLessThan(150);
    const line = (await page.locator('.timeline .line').boundingBox())!;
    await page.mouse.click(line.x + 12 + (line.width - 24) * 0.9, line.y + 10);
    await expect.poll(() => clock(page)).toBeGreaterThan(240);
    await page.keyboard.press('Space');
    await page.waitForTimeout(300);
    const stood = await clock(page);
    await page.keyboard.press('.');
    await expect.poll(() => clock(page)).toBeCloseTo(stood + 0.1, 6);
    expect((await looked(page, '[data-kind=raster] .panel-body')).colours).toBeGreaterThan(4);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['no trace at all', () => Buffer.from('hello, this is no trace'), /no trace|not.*trace/i],
    ['a cut trace', () => readFileSync(trace).subarray(0, 40), /ends inside its header/],
  ])('says what is wrong with %s, and stays', async (name, bytes, said) => {
    const { page } = await open(browser!, site.address);
    await page.locator('.tile').first().waitFor();
    await drop(page, `${name}.mcap`, bytes());
    await page.locator('.message[data-kind=error]').waitFor();
    expect(await page.locator('.message[data-kind=error]').textContent()).toMatch(said);
    await page.locator('.tile').first().waitFor();
    await page.context().close();
  });

  it('speaks English and Chinese, in light and dark, with a name for each button', async () => {
    const { page } = await opened(`${small}&speed=0.1`);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    const nameless = await page
      .locator('button')
      .evaluateAll((all) =>
        all.filter((one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim() === '').map((one) => one.outerHTML),
      );
    expect(nameless).toEqual([]);
    await page.keyboard.press('z');
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    expect(await page.locator('.panel h2').first().textContent()).toContain('脉冲');
    const dark = await page.locator('html').getAttribute('data-theme');
    await page.keyboard.press('t');
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).not.toBe(dark);
    await page.keyboard.press('?');
    expect(await page.locator('dialog dt').count()).toBeGreaterThan(30);
    await page.context().close();
  });

  it('asks before it opens a large network from a link, and says what of a link it cannot read', async () => {
    const { page } = await open(browser!, `${site.address}?scenario=cuba&c.size=1000000&seed=x`);
    await page.locator('.question').waitFor();
    expect(await page.locator('.question').textContent()).toMatch(/1\.0+ M cells/);
    expect(await page.locator('.message').textContent()).toContain('seed');
    await page.context().close();
  });
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
