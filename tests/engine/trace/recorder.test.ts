import { McapIndexedReader } from '@mcap/core';
import { describe, expect, it } from 'vitest';
import { NeurariumError } from '../../../engine/errors.ts';
import { Fnv1a64 } from '../../../engine/hash.ts';
import { network, normal, probability, uniform } from '../../../engine/index.ts';
import { unpackChunk } from '../../../engine/trace/chunk-codec.ts';
import { openTrace, type TraceHeader, TraceRecorder } from '../../../engine/trace/index.ts';
import { gradedUnit } from '../../../models/index.ts';
import { simulationOf } from '../../simulated.ts';
import {
  EVENT_STEPS,
  expectedFrames,
  framesOf,
  HEADER,
  MemoryFile,
  recordSteps,
  replayBytes,
  SUMMARY,
  smallTrace,
  spikeLine,
} from './small-run.ts';

const PLAIN: TraceHeader = { ...HEADER, values: [] };

/** Cells of one frame after another, each 2 bytes, until a batch is large. */
function busyFrame(step: number) {
  return { step, lane: 0, count: 300, cells: Uint32Array.from({ length: 300 }, (_, i) => i) };
}

describe('a recorded run', () => {
  it('replays the same frames, values and events in the same order', async () => {
    const { frames, trace } = await replayBytes(await smallTrace());
    expect(frames).toEqual(expectedFrames(HEADER, 40));
    expect(trace.notices).toEqual([]);
  });

  it('replays the same frames with several lanes, a later first step, and batches of more than 1,000 steps', async () => {
    const header = { ...HEADER, lanes: 70, first_step: 12, values: [] };
    const { frames } = await replayBytes(await smallTrace(header, 1100, Infinity));
    expect(frames).toEqual(expectedFrames(header, 1100));
  });

  it('replays recorded variables of several lanes', async () => {
    const header = { ...HEADER, lanes: 3 };
    const { frames } = await replayBytes(await smallTrace(header));
    expect(frames).toEqual(expectedFrames(header, 40));
  });

  it('keeps header and summary, typed arrays as they were', async () => {
    const { trace } = await replayBytes(await smallTrace());
    expect(trace.header).toEqual(HEADER);
    expect(trace.summary).toEqual(SUMMARY);
    expect(trace.library).toBe('neurarium 0.1.0');
    expect((trace.header.network as { weights: unknown }).weights).toBeInstanceOf(Float64Array);
  });

  it('keeps the amplitudes of graded spikes', async () => {
    const file = new MemoryFile();
    const recorder = await TraceRecorder.open(file, PLAIN);
    recorder.spikes(0, { step: 0, lane: 0, count: 2, cells: Uint32Array.of(1, 5, 9), amplitude: Float64Array.of(0.5, 2.5, 9) });
    recorder.spikes(0, { step: 1, lane: 0, count: 1, cells: Uint32Array.of(0), amplitude: Float64Array.of(-1) });
    await recorder.close({ ...SUMMARY, steps: 2 });
    const { frames } = await replayBytes(file.bytes);
    expect(frames.filter((line) => line.startsWith('E'))).toEqual(['E 0.0: 1 5 at 0.5 2.5', 'E 1.0: 0 at -1']);
  });

  it('gives the graded spikes of a simulation back in a replay', async () => {
    const described = network({ E: gradedUnit.of(300, { threshold: 0.2, bias: uniform(0, 0.5) }) }, [
      { from: 'E', to: 'E', port: 'input', wiring: probability(0.05), weight: normal(0, 0.3) },
    ]);
    const simulation = simulationOf(described);
    const file = new MemoryFile();
    const recorder = await TraceRecorder.open(file, { ...PLAIN, populations: PLAIN.populations.slice(0, 1) });
    const live: string[] = [];
    simulation.population('E').spikes$.subscribe((frame) => {
      recorder.spikes(0, frame);
      if (frame.count > 0) live.push(spikeLine('E', { ...frame, amplitude: frame.amplitude!.slice(0, frame.count) }));
    });
    simulation.step(40);
    await recorder.close({ ...SUMMARY, steps: 40 });
    expect(live.length).toBeGreaterThan(5);
    const { frames } = await replayBytes(file.bytes);
    expect(frames.filter((line) => line.includes(' at '))).toEqual(live);
  });

  it('keeps float32 values as float32', async () => {
    const file = new MemoryFile();
    const header: TraceHeader = { ...HEADER, values: [{ population: 2, variable: 'v', precision: 'float32' }] };
    const recorder = await TraceRecorder.open(file, header);
    recorder.values(0, { step: 0, lane: 0, values: Float32Array.of(0.1, 0.2, 0.3) });
    await recorder.close({ ...SUMMARY, steps: 1 });
    const trace = await openTrace(file);
    for await (const batch of trace.batches()) expect(batch.values[0]!.values).toEqual(Float32Array.of(0.1, 0.2, 0.3));
  });

  it('gives the spike hash that its definition gives', async () => {
    const { last } = await replayBytes(await smallTrace());
    const hash = new Fnv1a64();
    for (let step = 0; step < 40; step++) {
      framesOf(HEADER, step).forEach((lanes, population) => {
        const frame = lanes[0];
        if (frame === undefined) return;
        for (const cell of frame.cells.subarray(0, frame.count))
          for (const word of [step, 0, population, cell]) hash.updateWord(word);
      });
    }
    expect(last.spike_hash).toBe(hash.hex());
  });

  it('is an MCAP file that the standard reader reads and seeks by simulated time', async () => {
    const readable = new MemoryFile(await smallTrace());
    const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers: { zstd: unpackChunk } });
    expect(reader.header.profile).toBe('neurarium');
    const topics = [...reader.channelsById.values()].map(({ topic }) => topic);
    expect(topics).toEqual(['header', 'spikes', 'events', 'metrics', 'summary', 'values/readout/v']);
    const times: bigint[] = [];
    for await (const message of reader.readMessages({ topics: ['spikes'], startTime: 1_000_000n, endTime: 2_000_000n }))
      times.push(message.logTime);
    expect(times).toEqual([1_000_000n, 2_000_000n]); // batches begin at steps 0, 10, 20, 30 of 0.1 ms
    expect(reader.statistics?.messageCount).toBe(1n + 4n + 4n + BigInt(EVENT_STEPS.length) + 1n + 1n);
  });

  it('keeps events without any frame, when their steps are named', async () => {
    const file = new MemoryFile();
    const recorder = await TraceRecorder.open(file, { ...PLAIN, populations: [], projections: [] });
    for (let step = 0; step < 3; step++) {
      recorder.endStepsBefore(step);
      recorder.metrics(step, { loss: 1 / (step + 1) });
    }
    await recorder.close({ ...SUMMARY, steps: 3 });
    const losses: number[] = [];
    for await (const { metrics } of (await openTrace(file)).batches())
      for (const { values } of metrics) losses.push(values['loss']!);
    expect(losses).toEqual([1, 1 / 2, 1 / 3]);
  });
});

describe('a run in progress', () => {
  it('writes its header at once and each 400 ms of wall time what it has', async () => {
    const file = new MemoryFile();
    const recorder = await TraceRecorder.open(file, PLAIN);
    const begun = file.bytes.length;
    expect((await openTrace(file)).header.scenario).toBe('small');
    await recorder.flush(1000);
    recorder.spikes(0, busyFrame(0));
    await recorder.flush(1399);
    expect(file.bytes.length).toBe(begun);
    await recorder.flush(1400);
    await Promise.resolve();
    const { last } = await replayBytes(file.bytes);
    expect([last.step, last.spikes]).toEqual([1, 300]);
    await recorder.close(SUMMARY);
  });

  it('waits for a slow disk rather than growing', async () => {
    let release = (): void => undefined;
    let slow = false;
    const written: number[] = [];
    const disk = {
      write: (bytes: Uint8Array) => {
        written.push(bytes.length);
        return slow ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve();
      },
    };
    const next = new Uint32Array(2000);
    const recorder = await TraceRecorder.open(disk, {
      ...PLAIN,
      populations: [{ name: 'N', model: 'lif', size: 2 ** 32 - 1, spikes: true }],
    });
    slow = true;
    let waited = false;
    let step = 0;
    let state = 1;
    while (!waited && step < 3000) {
      for (let i = 0; i < next.length; i++) next[i] = state = Math.imul(state, 1664525) + 1013904223; // does not compress
      recorder.spikes(0, { step: step++, lane: 0, count: next.length, cells: next.sort() });
      let done = false;
      const flushed = recorder.flush(0).then(() => {
        done = true;
      });
      await new Promise((resolve) => setImmediate(resolve));
      waited = !done;
      if (!waited) continue;
      expect(recorder.backlog).toBeGreaterThan(4 * 1024 * 1024);
      expect(recorder.backlog).toBeLessThan(6 * 1024 * 1024);
      slow = false;
      release();
      await flushed;
    }
    expect(waited).toBe(true);
    expect(recorder.backlog).toBe(0);
    await recorder.close(SUMMARY);
  });

  it('never writes twice at once', async () => {
    let open = 0;
    let most = 0;
    const recorder = await TraceRecorder.open(
      {
        async write() {
          most = Math.max(most, ++open);
          await new Promise((resolve) => setImmediate(resolve));
          open--;
        },
      },
      HEADER,
    );
    await recordSteps(recorder, HEADER, 40, 2);
    await recorder.close(SUMMARY);
    expect(most).toBe(1);
  });
});

describe('a failing disk', () => {
  const full = (after: number) => {
    let left = after;
    return {
      async write(bytes: Uint8Array) {
        left -= bytes.length;
        if (left < 0) throw new Error('no space left');
      },
    };
  };

  it('is told before the run begins where not even the header can be written', async () => {
    await expect(TraceRecorder.open(full(10), HEADER)).rejects.toMatchObject({
      code: 'write',
      message: expect.stringContaining('no space left'),
    });
  });

  it('is told once, by the next flush, and the run can then close quietly', async () => {
    const recorder = await TraceRecorder.open(full(2000), HEADER);
    const errors: unknown[] = [];
    await recordSteps(recorder, HEADER, 10, 5).catch((error) => errors.push(error));
    for (let step = 10; step < 400; step++) {
      recorder.spikes(0, busyFrame(step));
      recorder.values(0, { step, lane: 0, values: new Float64Array(3) });
      await recorder.flush(step * 1000).catch((error) => errors.push(error));
    }
    await recorder.close(SUMMARY).catch((error) => errors.push(error));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toBeInstanceOf(NeurariumError);
    expect(errors[0]).toMatchObject({ code: 'write', message: expect.stringMatching(/at byte \d+: no space left/) });
    expect(recorder.backlog).toBe(0);
  });

  it('is told by close where it fails only there', async () => {
    const bytes = await smallTrace();
    const recorder = await TraceRecorder.open(full(bytes.length - 1), HEADER);
    await recordSteps(recorder, HEADER, 40, 10);
    recorder.metrics(40, { accuracy: 0.5 });
    await expect(recorder.close(SUMMARY)).rejects.toMatchObject({ code: 'write' });
  });
});

describe('frames that cannot be recorded', () => {
  const cases: [string, (recorder: TraceRecorder) => void, RegExp][] = [
    ['a step left out', (r) => r.spikes(0, busyFrame(1)), /expected step 0, got 1/],
    ['a step again', (r) => [0, 0].forEach((step) => r.spikes(0, busyFrame(step))), /population E: its frame came twice/],
    ['an unknown population', (r) => r.spikes(2, busyFrame(0)), /population readout: its spikes are not among the recorded/],
    ['an unknown variable', (r) => r.values(1, { step: 0, lane: 0, values: new Float64Array(3) }), /not among the recorded/],
    ['too few values', (r) => r.values(0, { step: 0, lane: 0, values: new Float64Array(2) }), /got 2 values, expected 3/],
    ['a missing value frame', (r) => r.spikes(0, busyFrame(0)), /variable v: got 0 frames, expected 1/],
    ['an event that is no plain data', (r) => r.event({ step: 0, kind: 'x', answer: () => 1 }), /cannot go into a trace/],
    ['an event without a step', (r) => r.event({ step: Number.NaN, kind: 'x' }), /'step' is NaN/],
  ];
  it.each(cases)('%s is told by close, not by the hot path', async (_, record, message) => {
    const recorder = await TraceRecorder.open(new MemoryFile(), HEADER);
    record(recorder);
    await expect(recorder.close(SUMMARY)).rejects.toThrow(message);
  });

  it('refuses a header that no reader would take', async () => {
    const double = [HEADER.populations[0]!, HEADER.populations[0]!];
    await expect(TraceRecorder.open(new MemoryFile(), { ...PLAIN, populations: double })).rejects.toThrow(/same name/);
    await expect(TraceRecorder.open(new MemoryFile(), { ...PLAIN, dt_ms: 0 })).rejects.toThrow(/'dt_ms' is 0/);
    await expect(TraceRecorder.open(new MemoryFile(), { ...PLAIN, network: () => 1 })).rejects.toThrow(/cannot go into a trace/);
  });
});
