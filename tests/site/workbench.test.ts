/** What a reader does with a run: controls, panels, time, links, files, languages, keys. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program } from '../../cli/program.ts';
import { openTrace, readableBytes, type TraceEvent } from '../../engine/index.ts';
import { startChromium } from '../browser/chromium.ts';
import { clock, looked, type Opened, reached, SharedPage, type Site, serveSite } from './site.ts';

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

const shared = new SharedPage(browser!);
const small = 'scenario=cuba&c.size=400';

async function opened(query: string): Promise<Opened> {
  const one = await shared.open(`${site.address}?${query}`);
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
    await expect.poll(() => page.locator('.hash').count()).toBeGreaterThan(0);
    await expect.poll(() => clock(page)).toBe(1000);
    expect(problems).toEqual([]);
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
  });

  it('tells a network what is drawn on it once the pointer rests, also where that is while it stands still', async () => {
    const { page, problems } = await opened('scenario=hopfield-drawing&c.sweeps=2000&speed=0.02');
    await reached(page, 15);
    await page.keyboard.press('Space');
    await expect.poll(() => page.locator('.status > small').textContent()).toContain('paused');
    const { x, y, width, height } = (await page.locator('[data-kind=image-grid] .panel-body').first().boundingBox())!;
    for (const [from, to] of [
      [-60, -60],
      [-60, 60],
    ] as const) {
      await page.mouse.move(x + width / 2 - 80, y + height / 2 + from);
      await page.mouse.down();
      await page.mouse.move(x + width / 2 + 40, y + height / 2 + to, { steps: 8 });
      await page.mouse.up();
    }
    await page.waitForTimeout(1000);
    const stood = await clock(page);
    await page.keyboard.press('Space');
    await reached(page, stood + 3);
    const download = page.waitForEvent('download');
    await page.keyboard.press('s');
    const file = join(folder, 'drawn.mcap');
    await (await download).saveAs(file);
    const recorded = await openTrace(readableBytes(readFileSync(file)));
    const events: TraceEvent[] = [];
    for await (const batch of recorded.batches()) events.push(...batch.events.filter(({ kind }) => kind === 'stimulus'));
    expect(events.map(({ port }) => port)).toEqual(['world', 'clamp']);
    expect(new Set(events.map(({ step }) => step)).size).toBe(1);
    expect(new Set(events[0]!['value'] as Float64Array)).toEqual(new Set([-1, 1]));
    expect(problems).toEqual([]);
  });

  it('looks closer with the wheel, down to single spikes', async () => {
    const { page } = await opened(`${small}&speed=fastest`);
    await expect.poll(() => page.locator('.hash').count()).toBe(1);
    const span = (): number => Number(new URL(page.url()).searchParams.get('span'));
    await expect.poll(span).toBeGreaterThan(1000);
    await page.mouse.move(400, 150);
    for (let k = 0; k < 30; k++) await page.mouse.wheel(0, -200);
    await expect.poll(span).toBe(10);
    await page.keyboard.press('Home');
    await expect.poll(span).toBe(10_000);
  });

  it('draws again after the graphics card was lost, though nothing moves', async () => {
    const { page } = await opened(`${small}&speed=fastest`);
    await expect.poll(() => page.locator('.hash').count()).toBe(1);
    const before = (await looked(page, 'main')).picture;
    const isAsBefore = async (): Promise<boolean> => (await looked(page, 'main')).picture === before;
    const loss = await page.evaluateHandle(
      () => document.querySelector('canvas')!.getContext('webgl2')!.getExtension('WEBGL_lose_context')!,
    );
    await loss.evaluate((one) => one.loseContext());
    await expect.poll(isAsBefore).toBe(false);
    await loss.evaluate((one) => one.restoreContext());
    await expect.poll(isAsBefore).toBe(true);
  });

  it('opens every kind of panel by hand, and each shows something', async () => {
    const { page, problems } = await opened('scenario=ring&c.size=64&panels=0');
    await reached(page, 20);
    await page.keyboard.press('a');
    const choices = await page.locator('.choices button').evaluateAll((all) => all.map((one) => one.dataset['kind']!));
    expect(choices.length).toBeGreaterThan(12);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog').count()).toBe(0);
    const kinds = [...new Set(choices)];
    // The run stands while panels are opened and looked at, and goes on for a moment in between: they draw what comes after them.
    await page.keyboard.press('Space');
    for (const kind of kinds) {
      await page.keyboard.press('a');
      await page.locator(`.choices [data-kind=${kind}]`).first().click();
    }
    await page.keyboard.press('Space');
    await reached(page, (await clock(page)) + 20);
    await page.keyboard.press('Space');
    await expect.poll(() => page.locator('.panel').count()).toBe(1 + kinds.length);
    for (const kind of ['raster', ...kinds]) {
      await page.keyboard.press('p');
      await page.keyboard.press('Enter');
      const large = `.panel[data-kind=${kind}][data-enlarged=true] .panel-body`;
      await expect.poll(async () => (await looked(page, large)).colours).toBeGreaterThan(4);
      await page.keyboard.press('Delete');
    }
    await expect.poll(() => page.locator('.panel').count()).toBe(0);
    const expected = ['bars', 'curve', 'graph', 'histogram', 'image-grid', 'matrix', 'plane', 'raster', 'rate', 'text', 'trace'];
    expect([...kinds].sort()).toEqual(expected);
    expect(problems).toEqual([]);
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
  });

  it('has its whole view in its link', async () => {
    const { page } = await opened(`${small}&seed=5`);
    await reached(page, 5);
    await page.keyboard.press('Space');
    await page.keyboard.press('a');
    await page.locator('.choices button', { hasText: 'Intervals between spikes of E' }).click();
    await page.locator('[data-kind=raster] .panel-body').click({ position: { x: 300, y: 80 } });
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.url()).toMatch(/at=.*cell=/);
    const titles = await page.locator('.panel h2').allTextContents();
    const url = page.url();
    await shared.open(url);
    await page.locator('.panel').first().waitFor();
    await page.waitForTimeout(800);
    expect(await page.locator('.panel h2').allTextContents()).toEqual(titles);
    const query = (address: string): string[] => [...new URL(address).searchParams].map(String).sort();
    expect(query(page.url())).toEqual(query(url));
  });

  it('saves panels as PNG, SVG and CSV, and the run as a trace that replays to the same spikes', async () => {
    const { page } = await opened(`${small}&speed=fastest`);
    await expect.poll(() => page.locator('.hash').count()).toBe(1);
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
    await expect.poll(() => page.locator('.status > small').textContent()).toContain('replay');
    await expect.poll(() => page.locator('.hash').count()).toBe(1);
    expect(await page.locator('.hash').textContent()).toContain(hash);
  });

  it('replays a trace of the terminal that is dropped on the front page, and looks anywhere in it', async () => {
    const { page, problems } = await shared.open(site.address);
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
  });

  it.each([
    ['no trace at all', () => Buffer.from('hello, this is no trace'), /no trace|not.*trace/i],
    ['a cut trace', () => readFileSync(trace).subarray(0, 40), /ends inside its header/],
  ])('says what is wrong with %s, and stays', async (name, bytes, said) => {
    const { page } = await shared.open(site.address);
    await page.locator('.tile').first().waitFor();
    await drop(page, `${name}.mcap`, bytes());
    await page.locator('.message[data-kind=error]').waitFor();
    expect(await page.locator('.message[data-kind=error]').textContent()).toMatch(said);
    await page.locator('.tile').first().waitFor();
  });

  it('speaks English and Chinese, in light and dark, with a name for each button', async () => {
    const { page } = await opened(`${small}&speed=0.1`);
    await page.keyboard.press('Space');
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
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog').count()).toBe(0);
    // The browser keeps both for its next visit.
    await page.keyboard.press('z');
    await page.keyboard.press('t');
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe(dark);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('asks before it opens a large network from a link, and says what of a link it cannot read', async () => {
    const { page } = await shared.open(`${site.address}?scenario=cuba&c.size=1000000&seed=x`);
    await page.locator('.question').waitFor();
    expect(await page.locator('.question').textContent()).toMatch(/1\.0+ M cells/);
    expect(await page.locator('.message').textContent()).toContain('seed');
  });
});
