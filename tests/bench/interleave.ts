/**
 * Runs contestants in turn, A B C A B C ..., and compares their medians. Turns even out slow drifts of a machine, but not other
 * processes that want its cores: those slow a long run inside this process more than a short one in a process of its own, and so
 * bend the ratios. A round in which this process had to wait for a core is therefore dropped for all contestants, and repeated.
 */
import { readFileSync } from 'node:fs';

/** One timed run. `seconds`: wall time of stepping alone, without building or compiling. */
export interface Measured {
  readonly seconds: number;
  readonly spikes: number;
  /** Mean rate in Hz: tells that all contestants computed the same thing. */
  readonly rate: number;
}

export interface Contestant {
  readonly name: string;
  run(round: number): Measured | Promise<Measured>;
}

export interface Standing {
  readonly name: string;
  /** Wall seconds of each round. */
  readonly seconds: readonly number[];
  readonly median: number;
  /** Mean over the rounds, in Hz. */
  readonly rate: number;
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
  /** False where too many were: then disturbed rounds are counted too, and the ratios are not to be trusted. */
  readonly quiet: boolean;
}

/** Seconds for which the main thread was ready but had no core, since the process began; NaN where the system does not say. */
function waitedForCore(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1e9;
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
    // Where the system does not say, the comparison with NaN is false and the round counts.
    const isDisturbed = waited() - before > WAITING_MOST * seconds;
    (isDisturbed ? disturbed : quietRounds).push(runs);
  }
  const quiet = quietRounds.length >= rounds;
  const counted = quiet ? quietRounds : [...quietRounds, ...disturbed];
  const standings = contestants.map(({ name }, k) => {
    const seconds = counted.map((runs) => runs[k]!.seconds);
    const rate = counted.reduce((sum, runs) => sum + runs[k]!.rate, 0) / counted.length;
    return { name, seconds, median: median(seconds), rate };
  });
  return { standings, dropped: quiet ? disturbed.length : 0, quiet };
}

/** A table: median, fastest and slowest round, rate, and how many times longer than the first contestant. */
export function table(standings: readonly Standing[]): string {
  const first = standings[0];
  const rows = standings.map((standing) => [
    standing.name,
    `${standing.median.toFixed(3)} s`,
    `${Math.min(...standing.seconds).toFixed(3)} to ${Math.max(...standing.seconds).toFixed(3)}`,
    `${standing.rate.toFixed(2)} Hz`,
    `${(standing.median / first!.median).toFixed(2)} x`,
  ]);
  const all = [['contestant', 'median', 'range', 'rate', 'of the first'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '))
    .join('\n');
}
