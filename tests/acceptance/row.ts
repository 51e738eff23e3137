/** One line of the acceptance table: a scenario, run with some seeds, and how many of them must show what it expects. */
import type { ControlValue } from '../../engine/index.ts';

export interface Row {
  /** Unique, kebab-case. */
  readonly id: string;
  readonly network: string;
  readonly task: string;
  /** What others report, with its source; '–' where nobody does. */
  readonly published: string;
  readonly scenario: string;
  readonly controls?: Readonly<Record<string, ControlValue>>;
  readonly seeds: readonly number[];
  /** Seeds of which all expectations must hold; default all. */
  readonly needs?: number;
  /** And of how many at most, where it shows what fails; then none need to. */
  readonly atMost?: number;
  /** The metric whose median over the seeds is told. */
  readonly shows: string;
  /** The same run over all orders, sizes or tasks that go by a control: its values in place of one. */
  readonly each?: { readonly control: string; readonly values: readonly ControlValue[] };
  /** Whether one run of it belongs to what every push checks: some seconds at most. */
  readonly fast?: boolean;
}

export function seeds(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k + 1);
}

/** What a run of a row is given. */
export interface Run {
  readonly seed: number;
  readonly controls: Readonly<Record<string, ControlValue>>;
}

export function runsOf({ seeds: all, controls = {}, each }: Row): Run[] {
  const values = each === undefined ? [controls] : each.values.map((value) => ({ ...controls, [each.control]: value }));
  return values.flatMap((given) => all.map((seed) => ({ seed, controls: given })));
}

/** How many runs must pass. */
export function neededOf(row: Row): number {
  return row.needs ?? (row.atMost === undefined ? runsOf(row).length : 0);
}
