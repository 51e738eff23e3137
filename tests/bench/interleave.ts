/**
 * Runs contestants in turn, A B C A B C ..., and compares their medians. Turns even out slow drifts of a machine, but not other
 * processes that want its cores: those slow a long run inside this process more than a short one in a process of its own, and so
 * bend the ratios. A round in which a contestant had to wait for a core, or in which others used one, is therefore dropped for all
 * contestants, and repeated. Garbage is collected before each run, so that none pays for what the one before left behind.
 */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** One timed run. */
export interface Measured {
  /** Wall time of what is measured alone, without building or compiling. */
  readonly seconds: number;
  /** Mean rate in Hz: tells that all contestants computed the same thing. */
  readonly rate?: number;
  /** Of training: tell the same. */
  readonly losses?: readonly number[];
  /** Spikes, events, examples: what was done in this time. */
  readonly amount?: number;
  /** Seconds for which a process of the contestant's own waited for a core. */
  readonly waited?: number;
}

export interface Contestant {
  readonly name: string;
  run(round: number): Measured | Promise<Measured>;
}

export interface Standing {
  readonly name: string;
  /** Those of the counted rounds. */
  readonly runs: readonly Measured[];
  readonly seconds: readonly number[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export interface Result {
  readonly standings: readonly Standing[];
  /** Rounds dropped because other processes were busy. */
  readonly dropped: number;
  /** False where too many were: then disturbed rounds are counted too, and the figures are not to be trusted. */
  readonly quiet: boolean;
}

/** Seconds since the machine or this process began; NaN where the system does not say. */
export interface Disturbance {
  /** For which the main thread was ready but had no core. */
  readonly waited: number;
  /** Of all cores, used by processes that are neither this one nor its children; taken by the hypervisor. */
  readonly others: number;
}

function disturbance(): Disturbance {
  return { waited: waitedBy('self'), others: usedByOthers() };
}

/** Where all contestants are processes of their own, and say how long they waited: this one only waits for them. */
export function disturbanceOfOthers(): Disturbance {
  return { waited: 0, others: usedByOthers() };
}

/** Linux counts in hundredths of a second, whatever the kernel's own clock. */
const TICKS = 100;

function usedByOthers(): number {
  try {
    const [user, nice, system, , , irq, softirq, steal] = numbers(readFileSync('/proc/stat', 'utf8').split('\n')[0]!.slice(4));
    const busy = user! + nice! + system! + irq! + softirq! + steal!;
    const about = readFileSync('/proc/self/stat', 'utf8');
    // After the name, which may contain anything: state is the third field, user time the fourteenth, children's to the seventeenth.
    const own = numbers(about.slice(about.lastIndexOf(')') + 4)).slice(10, 14);
    return (busy - own.reduce((sum, ticks) => sum + ticks, 0)) / TICKS;
  } catch {
    return Number.NaN;
  }
}

function numbers(text: string): number[] {
  return text.trim().split(/\s+/).map(Number);
}

/** Seconds for which a process's main thread was ready but had no core, since it began; NaN where the system does not say. */
export function waitedBy(process: number | 'self'): number {
  try {
    return Number(readFileSync(`/proc/${process}/schedstat`, 'utf8').split(' ')[1]) / 1e9;
  } catch {
    return Number.NaN;
  }
}

/** Part of a round's measured time that may be spent waiting, and of its whole time that others may use a core. */
const WAITING_MOST = 0.03;
const OTHERS_MOST = 0.15;

let collector: (() => void) | undefined;

/** A collection now, so that none falls into the next timed run. */
function collectGarbage(): void {
  if (collector === undefined) {
    setFlagsFromString('--expose-gc');
    collector = runInNewContext('gc') as () => void;
  }
  collector();
}

/**
 * One round to warm up, not counted, then `rounds` counted ones. At most as many again are dropped as disturbed.
 * `look`: growing counts.
 */
export async function interleave(contestants: readonly Contestant[], rounds: number, look = disturbance): Promise<Result> {
  for (const contestant of contestants) await contestant.run(0);
  const quietRounds: Measured[][] = [];
  const disturbed: Measured[][] = [];
  for (let round = 1; quietRounds.length < rounds && disturbed.length <= rounds; round++) {
    const begin = performance.now();
    const before = look();
    const runs: Measured[] = [];
    for (const contestant of contestants) {
      collectGarbage();
      runs.push(await contestant.run(round));
    }
    const after = look();
    const whole = (performance.now() - begin) / 1000;
    const seconds = runs.reduce((sum, run) => sum + run.seconds, 0);
    const waited = after.waited - before.waited + runs.reduce((sum, run) => sum + (run.waited ?? 0), 0);
    // Where the system does not say, the comparisons with NaN are false and the round counts.
    const isDisturbed = waited > WAITING_MOST * seconds || after.others - before.others > OTHERS_MOST * whole;
    (isDisturbed ? disturbed : quietRounds).push(runs);
  }
  const quiet = quietRounds.length >= rounds;
  const counted = quiet ? quietRounds : [...quietRounds, ...disturbed];
  const standings = contestants.map(({ name }, k) => {
    const runs = counted.map((round) => round[k]!);
    return { name, runs, seconds: runs.map(({ seconds }) => seconds) };
  });
  return { standings, dropped: quiet ? disturbed.length : 0, quiet };
}

/** The runs of the contestant so named. */
export function runsOf({ standings }: Result, name: string): readonly Measured[] {
  return standings.find((standing) => standing.name === name)!.runs;
}

/** Round by round, how many times longer one contestant took than another. */
export function ratios(result: Result, longer: string, shorter: string): number[] {
  const base = runsOf(result, shorter);
  return runsOf(result, longer).map(({ seconds }, round) => seconds / base[round]!.seconds);
}
