/** Runs the built command as a child process, as a user does. Used by the tests of the terminal only. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, vi } from 'vitest';
import type { RunResult } from '../../cli/run-result.ts';
import { root } from '../build.ts';

export const program = join(root, 'dist/cli/main.js');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `size` is the width that COLUMNS claims; default 100. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly size?: number;
}

export function start(args: readonly string[], { cwd = tmpdir(), size = 100 }: CommandOptions = {}): ChildProcess {
  const { FORCE_COLOR: _, ...environment } = process.env;
  return spawn(process.execPath, [program, ...args], { cwd, env: { ...environment, NO_COLOR: '1', COLUMNS: String(size) } });
}

/** Resolves when the process has ended; `code` is null where a signal ended it. */
export function ended(child: ChildProcess): Promise<Outcome> {
  let [stdout, stderr] = ['', ''];
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

export function neurarium(args: readonly string[], options?: CommandOptions): Promise<Outcome> {
  return ended(start(args, options));
}

/**
 * The built program without a process of its own, where only what it says matters: twenty times as fast. Not for what runs or is
 * stopped, nor in a test that records by itself: two copies of the compression library do not get on in one process. One at a time.
 */
export async function said(args: readonly string[]): Promise<Outcome> {
  const built: typeof import('../../cli/program.ts') = await import(pathToFileURL(join(root, 'dist/cli/program.js')).href);
  const texts = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      texts[name] += text;
      return true;
    }),
  );
  const code = await built.program(args).finally(() => {
    for (const spy of spies) spy.mockRestore();
  });
  return { code, ...texts };
}

/** What `--json` prints, of a run or replay that came to its end, whether or not all that it expects was met. */
export async function resultOf(args: readonly string[], options?: CommandOptions): Promise<RunResult> {
  const { code, stdout, stderr } = await neurarium([...args, '--json'], options);
  if (code !== 0 && code !== 1) throw new Error(`exit code ${code}: ${stdout}${stderr}`);
  return JSON.parse(stdout);
}

/** A folder that is removed after the tests of a file; not to be called inside a test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'neurarium-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Writes a file into a folder, and returns its path. */
export function file(path: string, name: string, contents: string | Uint8Array): string {
  const full = join(path, name);
  writeFileSync(full, contents);
  return full;
}
