/**
 * Runs contestants in turn, A B C A B C ..., and compares their medians. Turns even out slow drifts of a machine, but not other
 * processes that want its cores: those slow a long run inside this process more than a short one in a process of its own, and so
 * bend the ratios. A round in which a contestant had to wait for a core is therefore dropped for all contestants, and repeated.
 */
import { readFileSync } from 'node:fs';

/** One timed run. */
export interface Measured {
  /** Wall time of what is measured alone, without building or compiling. */
  readonly seconds: number;
  /** Mean rate in Hz: tells that all contestants computed the same thing. */
  readonly rate?: number;
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

/** Seconds for which the main thread was ready but had no core, since the process began; NaN where the system does not say. */
function waitedForCore(): number {
  return waitedBy('self');
}

/** The same of another process, while it lives. */
export function waitedBy(process: number | 'self'): number {
  try {
    return Number(readFileSync(`/proc/${process}/schedstat`, 'utf8').split(' ')[1]) / 1e9;
  } catch {
    return Number.NaN;
  }
}

/** Part of a round's wall time that may be spent waiting. */
const WAITING_MOST = 0.03;

/**
 * One round to warm up, not counted, then `rounds` counted ones. At most as many again are dropped as disturbed.
 * `waited`: a growing count of seconds spent waiting for a core.
 */
export async function interleave(contestants: readonly Contestant[], rounds: number, waited = waitedForCore): Promise<Result> {
  for (const contestant of contestants) await contestant.run(0);
  const quietRounds: Measured[][] = [];
  const disturbed: Measured[][] = [];
  for (let round = 1; quietRounds.length < rounds && disturbed.length <= rounds; round++) {
    const before = waited();
    const runs: Measured[] = [];
    for (const contestant of contestants) runs.push(await contestant.run(round));
    const seconds = runs.reduce((sum, run) => sum + run.seconds, 0);
    const ofTheirOwn = runs.reduce((sum, run) => sum + (run.waited ?? 0), 0);
    // Where the system does not say, the comparison with NaN is false and the round counts.
    const isDisturbed = waited() - before + ofTheirOwn > WAITING_MOST * seconds;
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
