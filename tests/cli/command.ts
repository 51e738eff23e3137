/** Runs the built command as a child process, as a user does. Used by the tests of the terminal only. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
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

/** What `--json` prints, of a run or replay that ended with `code`. */
export async function resultOf(args: readonly string[], options?: CommandOptions, code = 0): Promise<RunResult> {
  const outcome = await neurarium([...args, '--json'], options);
  if (outcome.code !== code) throw new Error(`exit code ${outcome.code}, expected ${code}: ${outcome.stdout}${outcome.stderr}`);
  return JSON.parse(outcome.stdout);
}

/** A folder that is removed after the tests of a file. */
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
