/** What the suites share: a suite's shape, its settings, the engine made ready to be timed. */
import type { Observable } from 'rxjs';
import { nodeHost } from '../../cli/host.ts';
import { compile, type Network, type Precision, Simulation } from '../../engine/index.ts';
import type { Contestant, Measured, Result } from './interleave.ts';
import type { Figure, Report } from './report.ts';

export interface Settings {
  readonly rounds: number;
  /** Model time of the runs of cuba. */
  readonly modelSeconds: number;
  readonly seed: number;
}

export interface Suite {
  readonly name: string;
  readonly about: string;
  run(settings: Settings): Promise<Findings>;
}

export type Findings = Omit<Report, 'suite' | 'about'>;

export const host = nodeHost();

/** A network ready to step. */
export function ready(network: Network, dt: number, seed: number, precision: Precision = 'float64'): Simulation {
  return new Simulation(compile(network, { dt, seed, precision, lanes: 1 }), { host });
}

export function timed(body: () => void): number {
  const begin = performance.now();
  body();
  return (performance.now() - begin) / 1000;
}

/** Subscribes, and waits for the end. */
export function completed<T>(run$: Observable<T>, next: (value: T) => void = () => undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    run$.subscribe({ next, error: reject, complete: resolve });
  });
}

/** Steps the same simulation, round after round, on from where it was. `amount`: what the time is divided by. */
export function stepping(name: string, simulation: Simulation, steps: number, amount: number): Contestant {
  return { name, run: (): Measured => ({ seconds: timed(() => simulation.step(steps)), amount }) };
}

export function findings({ quiet, dropped }: Result, figures: readonly Figure[], notes: readonly string[] = []): Findings {
  return { figures, quiet, dropped, notes };
}

/** Nanoseconds for each of `amount`. */
export function nanoseconds({ seconds, amount = 1 }: Measured): number {
  return (seconds / amount) * 1e9;
}
