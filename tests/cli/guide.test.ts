/** What the README and the guide show works as it stands there; docs/README.md has the rule. */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { root } from '../build.ts';
import { file, folder, program, said } from './command.ts';

const execute = promisify(execFile);
const numbered = readdirSync(join(root, 'docs')).filter((name) => /^\d+-.*\.md$/.test(name));
const pages = ['README.md', ...numbered.map((name) => `docs/${name}`)];
const runners: Readonly<Record<string, readonly string[]>> = {
  neurarium: [program],
  // What `tsx` does, with a process less.
  tsx: ['--import', pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href],
};
/** They run no network, so they need no process of their own. */
const talks = /^npx neurarium (list|new|trace)\b|--help$/;

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, code]) => code!);
}

/** The words of a line of a shell, quotes and comments understood. */
function words(line: string): string[] {
  return [...line.replace(/\s#.*$/, '').matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
}

async function ran(line: string, place: string): Promise<{ code?: number | null; stdout: string; stderr: string }> {
  const [, runner, ...args] = words(line);
  if (!talks.test(line.replace(/\s+#.*$/, ''))) {
    return execute(process.execPath, [...runners[runner!]!, ...args], { cwd: place }).catch((error) => error);
  }
  const before = process.cwd();
  process.chdir(place);
  return said(args).finally(() => process.chdir(before));
}

// One folder for each page, all below one that has the package.
const above = folder();
mkdirSync(join(above, 'node_modules'));
symlinkSync(root, join(above, 'node_modules/neurarium'), 'dir');
file(above, 'package.json', '{ "private": true, "type": "module" }\n');

const code = pages.map((page, number) => {
  const text = readFileSync(join(root, page), 'utf8');
  const files = blocks(text, 'ts').map((block) => [/^\/\/ ([\w-]+\.ts)\n/.exec(block)?.[1], block] as const);
  const lines = blocks(text, 'sh').flatMap((block) => block.split('\n'));
  const place = join(above, String(number));
  mkdirSync(place);
  for (const [, name, table] of text.matchAll(/```csv (\S+)\n(.*?)```/gs)) file(place, name!, table!);
  const written = files.map(([name, block]) => (name === undefined ? '' : file(place, name, block)));
  return { page, place, written, commands: lines.filter((line) => /^npx (neurarium|tsx) /.test(line)) };
});

describe.each(code)('$page', ({ place, written, commands }) => {
  it('names the file of each ts block, and has something to run', () => {
    expect(written).not.toContain('');
    expect(commands.length).toBeGreaterThan(0);
  });

  it('has commands that end well, in their order', async () => {
    for (const line of commands) {
      const { code = 0, stdout, stderr } = await ran(line, place);
      expect(code, `${line}\n${stdout}${stderr}`).toBe(0);
      expect(stdout, line).not.toBe('');
    }
  });
});

describe('the code of the README', () => {
  const { place } = code[0]!;

  it('is a scenario that runs and meets its expectation', async () => {
    const { code = 0, stdout, stderr } = await ran('npx neurarium run ./mine.ts --json', place);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout).expect).toEqual([expect.objectContaining({ measure: 'rate', pass: true })]);
  });

  it('is a program that prints the rate of every 5 ms', async () => {
    const { code = 0, stdout, stderr } = await ran('npx tsx ./streams.ts', place);
    expect(code, stderr).toBe(0);
    const printed = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ').map(Number));
    expect(printed).toHaveLength(200);
    // The network fires at 5 to 6 Hz, in bins of 5 ms at well below 50.
    expect(printed.every(([step, rate]) => Number.isInteger(step) && rate! >= 0 && rate! < 50)).toBe(true);
    expect(printed.some(([, rate]) => rate! > 1)).toBe(true);
  });
});

it('a strict compiler accepts all code of all pages', async () => {
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--noUnusedLocals', '--noEmit'];
  const options = ['--target', 'es2023', '--module', 'nodenext', '--allowImportingTsExtensions', ...strict];
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const written = code.flatMap((page) => page.written);
  const compiled = execute(process.execPath, [compiler, ...options, ...written], { cwd: above });
  await expect(compiled.catch(({ stdout }) => stdout)).resolves.toMatchObject({ stdout: '' });
});
