/** The viewer in headless Chromium: time per frame, how soon the front page is there, how much travels. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { scenarios } from '../../../scenarios/index.ts';
import { startChromium } from '../../browser/chromium.ts';
import build, { root } from '../../build.ts';
import { reached, type Site, serveSite } from '../../site/site.ts';
import { type Frames, measureFrames, quantile } from '../page-frames.ts';
import { type Figure, figure } from '../report.ts';
import type { Suite } from '../suite.ts';

const watchFor = 4000;
/** Model time in ms in which cuba has a million spikes and some more. */
const millionSpikes = 50_000;

export const viewerSuite: Suite = {
  name: 'viewer',
  about: 'main-thread time per frame, first paint, size',
  run: async ({ rounds }) => {
    build();
    const browser = await startChromium();
    if (browser === null) throw new Error('this suite needs a Chromium');
    const site = await serveSite();
    try {
      const live: Frames[] = [];
      const learning: Frames[] = [];
      const dense: Frames[] = [];
      const paints: { readonly paint: number; readonly tile: number }[] = [];
      for (let round = 0; round < rounds; round++) {
        live.push(await watchedRun(browser, site, 'scenario=cuba&duration=3000000&panels=0+1+2+graph'));
        learning.push(await watchedRun(browser, site, 'scenario=playground&c.epochs=10000'));
        dense.push(await denseRaster(browser, site));
        paints.push(await frontPage(site));
      }
      const sizes = { asked: await asked(browser, site), reachable: reachable('cuba') };
      return {
        figures: [
          ...ofFrames('cuba at full speed, raster, rates, traces, graph', live),
          ...ofFrames('the playground learning at full speed, all its panels', learning),
          ...ofFrames('a raster of a million spikes, panned and zoomed', dense),
          figure(
            'front page, first contentful paint',
            'ms',
            paints.map(({ paint }) => paint),
            { atMost: 1000 },
          ),
          figure(
            'front page, first live tile',
            'ms',
            paints.map(({ tile }) => tile),
            { atMost: 2500 },
          ),
          figure('page, engine and a scenario, all that can be asked for, gzip', 'kB', [compressed(sizes.reachable)], {
            atMost: 600,
          }),
          figure('the same, as asked for until it is drawn, gzip', 'kB', [compressed(sizes.asked)]),
        ],
        quiet: true,
        measured: [],
        dropped: 0,
        notes: ['CPU time of the main thread, graphics process excluded'],
      };
    } finally {
      await browser.close();
      await site.close();
    }
  },
};

function ofFrames(name: string, runs: readonly Frames[]): Figure[] {
  const at = (share: number): number[] => runs.map(({ cpu }) => quantile(cpu, share));
  const rates = runs.map(({ perSecond }) => perSecond);
  return [
    figure(`${name}: median frame`, 'ms', at(0.5), { atMost: 8 }),
    figure(`${name}: 95th percentile`, 'ms', at(0.95), { atMost: 16 }),
    figure(`${name}: frames drawn`, 'per second', rates),
  ];
}

async function opened(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(address);
  await page.locator('.panel').first().waitFor();
  return page;
}

async function watchedRun(browser: Browser, { address }: Site, query: string): Promise<Frames> {
  const page = await opened(browser, `${address}?${query}&speed=fastest`);
  await page.waitForTimeout(2000);
  const frames = await measureFrames(browser, page, () => page.waitForTimeout(watchFor));
  await page.close();
  return frames;
}

async function denseRaster(browser: Browser, { address }: Site): Promise<Frames> {
  const query = `scenario=cuba&duration=${millionSpikes}&speed=fastest&panels=0`;
  const page = await opened(browser, `${address}?${query}`);
  await reached(page, millionSpikes);
  await page.keyboard.press('Home');
  await page.mouse.move(500, 300);
  const frames = await measureFrames(browser, page, async () => {
    const end = Date.now() + watchFor;
    for (let k = 0; Date.now() < end; k++) {
      // In and out around all that there is, and a little to the side.
      await page.mouse.wheel(k % 3 === 0 ? 40 : 0, k % 40 < 20 ? -8 : 8);
    }
  });
  await page.close();
  return frames;
}

/** Cold: a browser without a cache, which runs already. */
async function frontPage({ address }: Site): Promise<{ paint: number; tile: number }> {
  const browser = (await startChromium())!;
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    const begin = Date.now();
    await page.goto(address, { waitUntil: 'commit' });
    await page.locator('.tile[data-running=true]').waitFor();
    const tile = Date.now() - begin;
    const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]!.startTime);
    return { paint, tile };
  } finally {
    await browser.close();
  }
}

/** Files of dist/viewer that the page and its worker ask for until they show a scenario. */
async function asked(browser: Browser, { address }: Site): Promise<ReadonlySet<string>> {
  const page = await browser.newPage();
  const paths = new Set<string>();
  page.on('request', (request) => paths.add(new URL(request.url()).pathname.slice(1) || 'index.html'));
  await page.goto(`${address}?scenario=cuba`);
  await reached(page, 5);
  await page.close();
  return paths;
}

/** Files of dist/viewer that can come to be asked for while the page shows `scenario`: all that files name, but other scenarios. */
function reachable(scenario: string): ReadonlySet<string> {
  const chunks = readdirSync(join(root, 'dist/viewer/assets'));
  const others = Object.keys(scenarios).filter((id) => id !== scenario);
  const isOther = (chunk: string) => others.some((id) => chunk.slice(0, -'-12345678.js'.length) === id);
  const found = new Set(['index.html']);
  for (const file of found) {
    // Lists of what is loaded ahead together with a chunk: it names that itself.
    const text = readFileSync(join(root, 'dist/viewer', file), 'utf8').replace(/m\.f=\[[^\]]*\]/g, '');
    for (const chunk of chunks) if (!isOther(chunk) && text.includes(chunk)) found.add(`assets/${chunk}`);
  }
  return found;
}

/** Each file once, as a server would compress it; in kB. */
function compressed(files: ReadonlySet<string>): number {
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(root, 'dist/viewer', file))).length, 0) / 1000;
}
