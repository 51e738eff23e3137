/** What runs an experiment that is more than so many steps: it trains, and tests. */
import type { Observable } from 'rxjs';
import type { Progress } from '../simulation/index.ts';
import type { During } from '../training/index.ts';
import type { Confusion } from './counters/index.ts';

/** Metrics as they stand before a step. */
export interface MetricsAt {
  readonly step: number;
  /** By the scenario's names: those that were just measured. */
  readonly values: Readonly<Record<string, number>>;
}

/** A network that learns in batches, just after an update, or at the end of a validation or a test. */
export interface LearningUpdate {
  /** The step that comes next. */
  readonly step: number;
  readonly during: During;
  /** Of its stage, counted from 0. */
  readonly epoch: number;
  /** Updates so far. */
  readonly update: number;
  /** Of an example, on average over the update's batch; null where it was no update. */
  readonly loss: number | null;
  /** By the scenario's names: those that were just measured. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** How much was learnt so far. */
export interface LearningCount {
  readonly updates: number;
  /** Gone through, while it trained and while it was tested. */
  readonly examples: number;
}

export interface Protocol {
  /** Cold; emits the progress of what is left of it, of so many steps at most. */
  run$(most: number): Observable<Progress>;
  /** Steps of all of it, at most; null where it has no end. Loads the data. */
  plannedSteps(): Promise<number | null>;
  /** Metrics as far as they are known, by the scenario's names. */
  metrics(): Readonly<Record<string, number>>;
  /** Of a metric of right answers; null before any were asked. */
  confusion(metric: string): Confusion | null;
}
