/** Runs a program to its end, timed from outside, and notes how long it waited for a core. */
import { spawn } from 'node:child_process';
import { waitedBy } from './interleave.ts';

export interface ChildRun {
  /** Wall time from start to exit. */
  readonly seconds: number;
  /** Of it, waiting for a core; 0 where the system does not say. */
  readonly waited: number;
  readonly stdout: string;
}

/** Wall time between two looks at how long it waited: what happens after the last look is missed. */
const LOOK_MS = 10;

/** Rejects where it cannot be started or exits with another code than 0. */
export function runChild(command: string, args: readonly string[], cwd = process.cwd()): Promise<ChildRun> {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
    let waited = 0;
    const looking = setInterval(() => {
      waited = waitedBy(child.pid!) || waited;
    }, LOOK_MS);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearInterval(looking);
      const seconds = (performance.now() - begin) / 1000;
      if (code === 0) resolve({ seconds, waited, stdout: out.join('') });
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}: ${err.join('').trim()}`));
    });
  });
}
