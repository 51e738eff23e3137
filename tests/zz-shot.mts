import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
const files = sirv('dist/viewer', { dev: true });
const server = createServer((q, r) => files(q, r, () => void r.writeHead(404).end()));
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const { port } = server.address() as { port: number };
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const spec of process.argv.slice(2)) {
  const [id, seconds = '6'] = spec.split('@');
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  page.on('pageerror', (e) => console.log(id, 'ERR', String(e)));
  page.on('console', (m) => m.type() === 'error' && console.log(id, m.text()));
  await page.goto(`http://127.0.0.1:${port}/?scenario=${id}`);
  await page.waitForTimeout(1000 * Number(seconds));
  await page.screenshot({ path: `/tmp/shots/${id!.replace(/[^a-z-]/g, '_')}.png` });
  await page.close();
}
await browser.close();
server.close();
process.exit(0);
