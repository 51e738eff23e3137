/** A small recorded run and what is needed to compare replays of it. Used by the tests of trace only. */
import type { SpikeFrame, ValueFrame } from '../../../engine/activity.ts';
import {
  openTrace,
  type ReplayProgress,
  replayActivity,
  type Trace,
  type TraceHeader,
  type TraceReadable,
  TraceRecorder,
  type TraceSummary,
  type TraceWritable,
} from '../../../engine/trace/index.ts';

export const HEADER: TraceHeader = {
  version: '0.1.0',
  scenario: 'small',
  title: 'A small run',
  controls: { size: 300, exact: true, name: 'x' },
  seed: 7,
  dt_ms: 0.1,
  first_step: 0,
  steps: 40,
  precision: 'float64',
  threads: 1,
  lanes: 1,
  integrators: { E: 'exact', I: 'exact' },
  libraries: { rxjs: '7.8.2' },
  network: {
    weights: Float64Array.of(1.5, -2),
    pairs: Uint32Array.of(1, 2, 70_000),
    raw: Uint8Array.of(9),
    nested: [{ a: null }],
  },
  populations: [
    { name: 'E', model: 'lif', size: 300, spikes: true },
    { name: 'I', model: 'lif', size: 70_000, spikes: true },
    { name: 'readout', model: 'linear', size: 3, spikes: false },
  ],
  projections: [{ from: 'E', to: 'I', port: 'excitatory', synapses: 12 }],
  values: [{ population: 2, variable: 'v', precision: 'float64' }],
};

export const SUMMARY: TraceSummary = {
  steps: 40,
  interrupted: false,
  spike_hash: '0123456789abcdef',
  state_hash: null,
  compile_s: 0.01,
  wall_s: 0.5,
  synapses: 12,
  synaptic_events: 99,
  metrics: { accuracy: 0.5 },
  expect: [{ of: 'E', measure: 'rate', value: 5, pass: true }],
};

/** A deterministic sequence of uint32, for choosing test data. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state ^ (state >>> 16);
  };
}

/** Some 2 spikes per step in E, fewer in I, with silent steps; ascending cells. */
export function framesOf(header: TraceHeader, step: number): SpikeFrame[][] {
  const next = numbers(step * 31 + header.seed);
  return header.populations.map(({ size, spikes }) =>
    Array.from({ length: spikes ? header.lanes : 0 }, (_, lane) => {
      const cells = new Set(Array.from({ length: (next() >>> 3) % 4 }, () => (next() >>> 3) % size));
      const sorted = Uint32Array.from(cells).sort();
      const borrowed = new Uint32Array(sorted.length + 2).fill(0xffffffff);
      borrowed.set(sorted);
      return { step, lane, count: sorted.length, cells: borrowed };
    }),
  );
}

export function valuesOf(header: TraceHeader, step: number, lane: number): Float64Array {
  const { size } = header.populations[header.values[0]!.population]!;
  return Float64Array.from({ length: size }, (_, cell) => step + lane / 8 + cell / 1024);
}

export const EVENT_STEPS: readonly number[] = [0, 7, 20];

/** Records `steps` steps; with `chunkEvery` a chunk is closed after that many steps, as wall time does in a real run. */
export async function recordSteps(
  recorder: TraceRecorder,
  header: TraceHeader,
  steps: number,
  chunkEvery = Infinity,
): Promise<void> {
  for (let step = header.first_step; step < header.first_step + steps; step++) {
    if (EVENT_STEPS.includes(step)) recorder.event({ step, kind: 'set', population: 'E', parameter: 'tau', value: step / 4 });
    framesOf(header, step).forEach((lanes, index) => {
      for (const frame of lanes) recorder.spikes(index, frame);
    });
    for (let lane = 0; lane < header.lanes && header.values.length > 0; lane++) {
      recorder.values(0, { step, lane, values: valuesOf(header, step, lane) });
    }
    const done = step + 1 - header.first_step;
    await recorder.flush(done % chunkEvery === 0 ? done * 1000 : 0);
  }
}

export class MemoryFile implements TraceWritable, TraceReadable {
  bytes: Uint8Array;

  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.bytes = bytes;
  }

  async write(bytes: Uint8Array): Promise<void> {
    const all = new Uint8Array(this.bytes.length + bytes.length);
    all.set(this.bytes);
    all.set(bytes, this.bytes.length);
    this.bytes = all;
  }

  async size(): Promise<bigint> {
    return BigInt(this.bytes.length);
  }

  async read(offset: bigint, size: bigint): Promise<Uint8Array> {
    return this.bytes.slice(Number(offset), Number(offset + size));
  }
}

/** A closed trace of `steps` steps in several chunks. */
export async function smallTrace(header: TraceHeader = HEADER, steps = 40, chunkEvery = 10): Promise<Uint8Array> {
  const file = new MemoryFile();
  const recorder = await TraceRecorder.open(file, header);
  await recordSteps(recorder, header, steps, chunkEvery);
  recorder.metrics(header.first_step + steps, { accuracy: 0.5 });
  await recorder.close({ ...SUMMARY, steps });
  return file.bytes;
}

export const HOST = { now: () => 0, yield: () => Promise.resolve() };

/** Replays all that is recorded. `frames` is one line of text per frame or event, in the order of emission. */
export async function replayAll(trace: Trace): Promise<{ frames: string[]; last: ReplayProgress }> {
  const replay = replayActivity(trace, { host: HOST, poison: true });
  const frames: string[] = [];
  for (const { name, spikes } of trace.header.populations) {
    if (spikes) replay.population(name).spikes$.subscribe((frame) => frames.push(spikeLine(name, frame)));
  }
  for (const { population, variable } of trace.header.values) {
    const { name } = trace.header.populations[population]!;
    replay
      .population(name)
      .values$(variable)
      .subscribe((frame) => frames.push(valueLine(name, frame)));
  }
  replay.events$.subscribe((event) => frames.push(`event ${event.step} ${event.kind}`));
  let last: ReplayProgress | undefined;
  await replay.run$().forEach((progress) => {
    last = progress;
  });
  return { frames, last: last! };
}

export async function replayBytes(bytes: Uint8Array): Promise<{ frames: string[]; last: ReplayProgress; trace: Trace }> {
  const trace = await openTrace(new MemoryFile(bytes));
  return { ...(await replayAll(trace)), trace };
}

export function spikeLine(name: string, { step, lane, count, cells, amplitude }: SpikeFrame): string {
  return `${name} ${step}.${lane}: ${cells.slice(0, count).join(' ')}${amplitude === undefined ? '' : ` at ${amplitude.join(' ')}`}`;
}

export function valueLine(name: string, { step, lane, values }: ValueFrame): string {
  return `${name} ${step}.${lane} = ${values.join(' ')}`;
}

/** What a live run of `recordSteps` would have published, in the order of a replay. */
export function expectedFrames(header: TraceHeader, steps: number): string[] {
  const lines: string[] = [];
  for (let step = header.first_step; step < header.first_step + steps; step++) {
    if (EVENT_STEPS.includes(step)) lines.push(`event ${step} set`);
    const frames = framesOf(header, step);
    for (let lane = 0; lane < header.lanes; lane++) {
      header.populations.forEach(({ name, spikes }, index) => {
        if (spikes) lines.push(spikeLine(name, frames[index]![lane]!));
        if (header.values[0]?.population === index)
          lines.push(valueLine(name, { step, lane, values: valuesOf(header, step, lane) }));
      });
    }
  }
  return lines;
}
