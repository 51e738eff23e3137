/** Builds Brian2's C++ standalone program of a network once and runs its binary, timed by the program's own clock. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from '../child.ts';
import type { Contestant, Measured } from '../interleave.ts';

export interface Brian2Yardstick extends Contestant {
  /** Version of Brian2, compiler and flags. */
  readonly about: string;
  dispose(): void;
}

/** Why there is no Brian2 here, for a person to read. */
export interface Absent {
  readonly absent: string;
}

/** A script beside this file: FOLDER ...args; it leaves the program in the folder and prints a line of JSON. */
export interface Brian2Network {
  readonly script: `${'brunel' | 'cobahh' | 'cuba' | 'million' | 'stdp'}_brian2.py`;
  readonly args: readonly number[];
  readonly neurons: number;
  readonly modelSeconds: number;
}

/** The first Python that can import Brian2; Debian's own lies at /usr/bin even where another one comes first in the path. */
function findPython(): string | Absent {
  const tried: string[] = [];
  for (const python of ['python3', '/usr/bin/python3']) {
    const probe = spawnSync(python, ['-c', 'import brian2'], { encoding: 'utf8' });
    if (probe.status === 0) return python;
    tried.push(`${python}: ${probe.error === undefined ? probe.stderr.trim().split('\n').at(-1) : 'not installed'}`);
  }
  return { absent: `Brian2 is not installed (${tried.join('; ')}); on Debian: apt-get install python3-brian` };
}

async function runBinary(folder: string, { neurons, modelSeconds }: Brian2Network): Promise<Measured> {
  const { waited } = await runChild(join(folder, 'main'), [], folder);
  const results = join(folder, 'results');
  const [seconds, completed] = readFileSync(join(results, 'last_run_info.txt'), 'utf8').trim().split(/\s+/).map(Number);
  if (!(seconds! > 0) || completed !== 1) throw new Error(`Brian2's program ran ${completed} of its time in ${seconds} s`);
  const file = readdirSync(results).find((name) => name.startsWith('_array_spikemonitor_count_'));
  const counts = readFileSync(join(results, file!));
  let spikes = 0;
  for (let at = 0; at < counts.length; at += 4) spikes += counts.readInt32LE(at);
  return { seconds: seconds!, rate: spikes / neurons / modelSeconds, amount: spikes, waited };
}

export function brian2Cuba(size: number, modelSeconds: number, seed: number): Brian2Yardstick | Absent {
  return brian2Program({ script: 'cuba_brian2.py', args: [size, modelSeconds, seed], neurons: size, modelSeconds });
}

/** The same for the network of a script. */
export function brian2Program(network: Brian2Network): Brian2Yardstick | Absent {
  const python = findPython();
  if (typeof python !== 'string') return python;
  const temporary = mkdtempSync(join(tmpdir(), 'neurarium-brian2-'));
  const dispose = () => rmSync(temporary, { recursive: true, force: true });
  const folder = join(temporary, 'program');
  const script = fileURLToPath(new URL(network.script, import.meta.url));
  const args = ['-W', 'ignore', script, folder, ...network.args.map(String)];
  const build = spawnSync(python, args, { cwd: temporary, encoding: 'utf8' });
  if (build.status !== 0) {
    dispose();
    return {
      absent: `Brian2 is installed but did not build (is g++ there?): ${build.stderr.trim().split('\n').slice(-3).join(' ')}`,
    };
  }
  const { brian2, compiler, flags } = JSON.parse(build.stdout.trim().split('\n').at(-1)!) as {
    brian2: string;
    compiler: string;
    flags: string[];
  };
  return {
    name: 'Brian2, C++ standalone',
    about: `Brian2 ${brian2}, ${compiler}, ${flags.join(' ')}`,
    run: () => runBinary(folder, network),
    dispose,
  };
}
