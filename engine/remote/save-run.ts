/** A run that was watched, as a trace: done again up to where it is now, with what was changed on the way. Knows no file. */
import { NeurariumError } from '../errors.ts';
import {
  Experiment,
  type ExperimentOptions,
  recordInto,
  type TraceWriter,
  traceHeaderOf,
  traceSummaryOf,
} from '../experiment/index.ts';
import type { Host } from '../host.ts';
import type { SimulationEvent } from '../simulation/index.ts';
import { MemoryTrace, TraceRecorder } from '../trace/index.ts';

export interface SaveOptions extends Pick<ExperimentOptions, 'datasets' | 'host' | 'network' | 'learns'> {
  readonly writer: TraceWriter;
}

/**
 * -> the bytes of the trace.
 * @throws NeurariumError 'run' where the second run has not the spikes, or does not come to the state, of the first
 */
export async function recordedAgain(
  { description, seed, simulation }: Experiment,
  interventions: readonly SimulationEvent[],
  options: SaveOptions,
): Promise<Uint8Array> {
  const { host, writer } = options;
  const end = simulation.nextStep;
  const [spikes, state] = [simulation.spikeHash, simulation.stateHash];
  const begin = host.now();
  let again: Experiment | null = null;
  const next = (): number => again?.simulation.nextStep ?? 0;
  let flushed: Promise<void> = Promise.resolve();
  let recorder: TraceRecorder | null = null;
  const bounded: Host = {
    now: host.now,
    loadData: host.loadData,
    mostSteps: () => Math.max(1, end - next()),
    yield: async () => {
      flushed = recorder?.flush(host.now()) ?? flushed;
      await flushed;
      await host.yield();
    },
  };
  again = new Experiment(description, { ...options, seed, host: bounded });
  try {
    await again.open();
    for (const event of interventions) again.simulation.schedule(event);
    const compiled = host.now();
    const memory = new MemoryTrace();
    recorder = await TraceRecorder.open(memory, traceHeaderOf(again, writer));
    const recording = recordInto(recorder, again);
    await ranUpTo(again, end);
    recording.unsubscribe();
    const { spikeHash, stateHash } = again.simulation;
    if (spikeHash !== spikes || stateHash !== state) {
      const [what, first, second] = spikeHash !== spikes ? ['spikes have', spikes, spikeHash] : ['state has', state, stateHash];
      const message = `the run cannot be repeated: its ${what} the hash ${first}, the second time ${second}`;
      throw new NeurariumError({ code: 'run', message });
    }
    await flushed;
    const times = { compileSeconds: (compiled - begin) / 1000, wallSeconds: (host.now() - begin) / 1000 };
    await recorder.close(traceSummaryOf(again.result(), times), again.savedNetwork());
    return memory.bytes();
  } finally {
    again.dispose();
  }
}

/** Resolves when the step `end` comes next, or the run is over. */
function ranUpTo(experiment: Experiment, end: number): Promise<void> {
  if (end <= experiment.simulation.nextStep) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const run = experiment.run$().subscribe({
      next: () => {
        if (experiment.simulation.nextStep < end) return;
        run.unsubscribe();
        resolve();
      },
      error: reject,
      complete: resolve,
    });
  });
}
