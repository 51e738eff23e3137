/** The built site in Chromium: served as any web server would, with what goes wrong in its pages collected. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sirv from 'sirv';
import { afterEach } from 'vitest';
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

/** Half as many pixels each way as the page thinks: without a graphics card the time of a test goes into pixels. */
const usual: BrowserContextOptions = { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 0.5, locale: 'en' };

async function openPage(browser: Browser, options: BrowserContextOptions, problems: string[]): Promise<Page> {
  const context = await browser.newContext({ ...usual, ...options });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return page;
}

/** A page of its own, as of a reader who was never here. */
export async function open(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const problems: string[] = [];
  const page = await openPage(browser, options, problems);
  await page.goto(address);
  return { page, problems };
}

/** One page that tests take in turn: a new one for each would take longer than most of them. After a failed test it is a new one. */
export class SharedPage {
  readonly #browser: Browser;
  #page: Page | null = null;
  #problems: string[] = [];

  constructor(browser: Browser) {
    this.#browser = browser;
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') await this.#giveUp();
    });
  }

  /** Loads a link. Of what went wrong only what comes after it counts. */
  async open(address: string): Promise<Opened> {
    const page = await this.#there();
    this.#problems.length = 0;
    // Where the pointer was is nothing that the next test knows.
    await page.mouse.move(0, 0);
    await page.goto(address);
    return { page, problems: this.#problems };
  }

  /** Goes to a link of the site as back and forward do, without loading all of the site again. */
  async follow(address: string): Promise<Opened> {
    if (this.#page === null) return this.open(address);
    await this.#page.evaluate((link) => {
      history.pushState(null, '', link);
      dispatchEvent(new PopStateEvent('popstate'));
    }, address);
    return { page: this.#page, problems: this.#problems };
  }

  async #there(): Promise<Page> {
    this.#page ??= await openPage(this.#browser, {}, this.#problems);
    return this.#page;
  }

  async #giveUp(): Promise<void> {
    const page = this.#page;
    this.#page = null;
    this.#problems = [];
    await page?.context().close();
  }
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
