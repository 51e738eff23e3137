/** What a network has learnt, in a file: a trace, or one of its own that is a trace of no steps. */
import { rename, stat } from 'node:fs/promises';
import {
  type ControlValue,
  type Experiment,
  type ExperimentResult,
  NeurariumError,
  type RunTimes,
  type SavedNetwork,
  type Scenario,
  writeNetwork,
} from '../engine/index.ts';
import { createTraceFile, refuseToReplace, type TraceFileWriter, withTrace } from './trace-file.ts';
import { traceWriter } from './version.ts';

export interface LoadedNetwork {
  readonly network: SavedNetwork;
  /** Values that its run had, of the controls that the scenario has. */
  readonly controls: Readonly<Record<string, ControlValue>>;
}

/** @throws NeurariumError 'trace' for what is no trace, or a damaged one; 'usage' for one without a network of this scenario */
export function loadNetworkFile(path: string, { id, controls }: Scenario): Promise<LoadedNetwork> {
  return withTrace(path, async (trace) => {
    const { header } = trace;
    if (header.scenario !== id) {
      const message = `--load ${path}: what it holds is of scenario '${header.scenario}', not of ${id}`;
      throw new NeurariumError({ code: 'usage', message, hint: 'A network is loaded into the scenario that it was saved from.' });
    }
    const network = await trace.network();
    if (network === null) {
      const why = trace.summary === undefined ? 'its run was killed before the end' : 'nothing in its run learnt by gradients';
      const hint = `Such as: neurarium run ${id} --record ${path}, to its end or up to Ctrl+C.`;
      throw new NeurariumError({ code: 'usage', message: `--load ${path}: it holds no network, since ${why}`, hint });
    }
    const known = Object.entries(header.controls).filter(([name]) => Object.hasOwn(controls, name));
    return { network, controls: Object.fromEntries(known) };
  });
}

/** A file that is to hold a network. It is written beside the place where it will be, so that what is there stays until it is whole. */
export class NetworkFile {
  readonly path: string;
  /** Where it is written; `path` itself where that is no plain file. */
  readonly #written: string;
  readonly #file: TraceFileWriter;

  private constructor(path: string, written: string, file: TraceFileWriter) {
    this.path = path;
    this.#written = written;
    this.#file = file;
  }

  /** Before the run: what cannot be written must not cost a training. @throws NeurariumError 'write' or 'usage' */
  static async begin(path: string): Promise<NetworkFile> {
    await refuseToReplace(path, '--save');
    const found = await stat(path).catch(() => undefined);
    const written = found === undefined || found.isFile() ? `${path}.part` : path;
    return new NetworkFile(path, written, await createTraceFile(written, '--save'));
  }

  /** @throws NeurariumError 'write' */
  async write(experiment: Experiment, result: ExperimentResult, times: RunTimes): Promise<void> {
    await writeNetwork(this.#file, experiment, result, traceWriter(), times);
    await this.#file.close();
    if (this.#written !== this.path) await rename(this.#written, this.path);
  }

  discard(): Promise<void> {
    return this.#file.discard();
  }
}
