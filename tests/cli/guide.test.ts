/** What the README and the guide show works as it stands there; docs/README.md has the rule. */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { root } from '../build.ts';
import { file, folder, program } from './command.ts';

const execute = promisify(execFile);
const numbered = readdirSync(join(root, 'docs')).filter((name) => /^\d+-.*\.md$/.test(name));
const pages = ['README.md', ...numbered.map((name) => `docs/${name}`)];
const runners: Readonly<Record<string, string>> = { neurarium: program, tsx: join(root, 'node_modules/tsx/dist/cli.mjs') };

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, code]) => code!);
}

/** The words of a line of a shell, quotes and comments understood. */
function words(line: string): string[] {
  return [...line.replace(/\s#.*$/, '').matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
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
  const written = files.map(([name, block]) => (name === undefined ? '' : file(place, name, block)));
  return { page, place, written, commands: lines.filter((line) => /^npx (neurarium|tsx) /.test(line)) };
});

describe.each(code)('$page', ({ page, place, written, commands }) => {
  it('names the file of each ts block, and has something to run', () => {
    expect(written).not.toContain('');
    expect(commands.length).toBeGreaterThan(0);
  });

  it('has commands that end well, in their order', async () => {
    // The README runs the files it shows; its last block of code comes after its commands.
    const inOrder = page === 'README.md' ? [...commands, 'npx tsx streams.ts'] : commands;
    for (const line of inOrder) {
      const [, runner, ...args] = words(line);
      const ran = await execute(process.execPath, [runners[runner!]!, ...args], { cwd: place }).catch((error) => error);
      expect(ran.code ?? 0, `${line}\n${ran.stdout}${ran.stderr}`).toBe(0);
      expect(ran.stdout, line).not.toBe('');
    }
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
