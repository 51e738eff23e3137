/** Connects a running experiment with a trace file. */
import type { Subscription } from 'rxjs';
import {
  type Experiment,
  type ExperimentResult,
  type RunTimes,
  recordInto,
  type SavedNetwork,
  type TraceHeader,
  TraceRecorder,
  traceHeaderOf,
  traceSummaryOf,
} from '../engine/index.ts';
import { createTraceFile, type TraceFileWriter } from './trace-file.ts';
import { traceWriter } from './version.ts';

export class Recording {
  readonly path: string;
  /** Whether what was recorded can be read again, also after a failure; not so for a pipe. */
  readonly replays: boolean;
  readonly header: TraceHeader;
  readonly #file: TraceFileWriter;
  readonly #recorder: TraceRecorder;
  readonly #subscriptions: Subscription;
  #flushed: Promise<void> | undefined;

  private constructor(
    path: string,
    file: TraceFileWriter,
    recorder: TraceRecorder,
    header: TraceHeader,
    subscriptions: Subscription,
  ) {
    this.path = path;
    this.replays = file.isFile;
    this.header = header;
    this.#file = file;
    this.#recorder = recorder;
    this.#subscriptions = subscriptions;
  }

  /** Creates the file and records from now on. @throws NeurariumError 'write'; no file is left then */
  static async begin(path: string, experiment: Experiment): Promise<Recording> {
    const file = await createTraceFile(path);
    try {
      const header = traceHeaderOf(experiment, traceWriter());
      const recorder = await TraceRecorder.open(file, header);
      return new Recording(path, file, recorder, header, recordInto(recorder, experiment));
    } catch (error) {
      await file.discard();
      throw error;
    }
  }

  /** To be called at each yield of the run. @throws NeurariumError 'write', once */
  flush(now: number): Promise<void> {
    this.#flushed = this.#recorder.flush(now);
    return this.#flushed;
  }

  /** Writes what was learnt and the summary, and closes the file, also after a failed run. @throws NeurariumError 'write' */
  async end(result: ExperimentResult, times: RunTimes, network: SavedNetwork | null = null): Promise<void> {
    this.#subscriptions.unsubscribe();
    try {
      // A run that was interrupted while it waited for this did not hear of its failure.
      await this.#flushed;
      await this.#recorder.close(traceSummaryOf(result, times), network);
    } finally {
      await this.#file.close();
    }
  }
}
