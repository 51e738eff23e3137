/** The built site in Chromium: served as any web server would, with what goes wrong in its pages collected. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sirv from 'sirv';
import { root } from '../build.ts';

export interface Site {
  readonly address: string;
  close(): Promise<void>;
}

/** Without isolation headers: the service worker adds them. */
export async function serveSite(): Promise<Site> {
  const files = sirv(join(root, 'dist/viewer'), { dev: true });
  const server: Server = createServer((request, response) => files(request, response, () => void response.writeHead(404).end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export interface Opened {
  readonly page: Page;
  /** Errors of the console and of scripts. */
  readonly problems: readonly string[];
}

export async function open(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en', ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(address);
  return { page, problems };
}

/** How many colours a part of the page has, and a text that differs where its pixels do. */
export async function looked(page: Page, selector: string): Promise<{ readonly colours: number; readonly picture: string }> {
  const picture = (await page.locator(selector).first().screenshot({ animations: 'disabled' })).toString('base64');
  const colours = await page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
    return new Set(pixels).size;
  }, picture);
  return { colours, picture };
}

/** The moment that the page shows, in ms of simulated time, as the timeline tells it to screen readers. */
export async function clock(page: Page): Promise<number> {
  return Number(await page.locator('.timeline .line').getAttribute('aria-valuenow'));
}

/** Waits until the clock shows at least so many ms. */
export async function reached(page: Page, ms: number): Promise<void> {
  const limit = Date.now() + 30_000;
  while (!((await clock(page)) >= ms)) {
    if (Date.now() > limit) throw new Error(`the clock stands at ${await clock(page)} ms, expected ${ms} ms`);
    await page.waitForTimeout(50);
  }
}
