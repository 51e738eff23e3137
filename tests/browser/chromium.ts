/** Finds a Chromium and starts it headless. Where there is none, tests that need it are skipped, and in CI they fail. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/opt/google/chrome/chrome'];

/** The variable CHROMIUM names one elsewhere. */
function find(): string | null {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  return places.find((path) => existsSync(path)) ?? null;
}

const options = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser, or null where none starts: that is said in one line, and is an error in CI. */
export async function startChromium(): Promise<Browser | null> {
  const executablePath = find();
  try {
    if (executablePath === null) throw new Error('none found');
    return await chromium.launch({ executablePath, headless: true, args: options });
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    const reason = (error as Error).message.split('\n')[0];
    console.warn(`Browser tests are skipped (${reason}). To run them: apt-get install chromium, or CHROMIUM=/path/to/chromium.`);
    return null;
  }
}
