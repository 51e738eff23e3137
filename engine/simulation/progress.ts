/** How far a run is, told after each slice of steps. */
import type { During } from '../training/index.ts';

/** What a network that learns in batches is doing. */
export interface LearningProgress {
  /** Whether it trains, or is validated or tested. */
  readonly during: During;
  /** Of the stages that train: which, counted from 1, and of how many. */
  readonly stage: number;
  readonly stages: number;
  /** Of the stage: which, counted from 1, and of how many; null where updates say when it ends. */
  readonly epoch: number;
  readonly epochs: number | null;
  /** So far. */
  readonly updates: number;
  /** Gone through in this run, while it trained and while it was tested. */
  readonly examples: number;
  /** Of an example, in the latest update; null before any. */
  readonly loss: number | null;
  /** By the scenario's names, as far as they are known; without those that are told above. */
  readonly metrics: Readonly<Record<string, number>>;
}

export interface Progress {
  /** Steps done since the simulation began. */
  readonly step: number;
  /** Steps done and wanted in this run. */
  readonly done: number;
  readonly total: number;
  /** Simulated time since the simulation began, in ms. */
  readonly time: number;
  /** Wall time of this run, in seconds. */
  readonly wall: number;
  /** Simulated over wall time; null until some wall time has passed. */
  readonly realtimeFactor: number | null;
  /** Expected wall time to the end of this run, in seconds; null until it can be told. */
  readonly remaining: number | null;
  /** Where the run learns in batches. */
  readonly learning?: LearningProgress;
}

export function progressOf(step: number, done: number, total: number, dt: number, wallMs: number): Progress {
  const known = done > 0 && wallMs > 0;
  return {
    step,
    done,
    total,
    time: step * dt,
    wall: wallMs / 1000,
    realtimeFactor: known ? (done * dt) / wallMs : null,
    remaining: known ? ((total - done) * wallMs) / done / 1000 : null,
  };
}
