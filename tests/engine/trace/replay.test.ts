import { firstValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { copyFrames } from '../../../engine/operators/index.ts';
import { openTrace, type ReplayProgress, replayActivity } from '../../../engine/trace/index.ts';
import { HEADER, HOST, MemoryFile, smallTrace } from './small-run.ts';

async function small() {
  return openTrace(new MemoryFile(await smallTrace()));
}

describe('a replay', () => {
  it('is an Activity: names, dt, sizes, a frame for each step, completion', async () => {
    const replay = replayActivity(await small(), { host: HOST });
    expect(replay.dt).toBe(0.1);
    expect(replay.populationNames).toEqual(['E', 'I', 'readout']);
    const { spikes$, size } = replay.population('E');
    expect([size, spikes$.dt, spikes$.size]).toEqual([300, 0.1, 300]);
    const frames = firstValueFrom(spikes$.pipe(copyFrames(), toArray()));
    await replay.run$().forEach(() => undefined);
    expect((await frames).map(({ step }) => step)).toEqual(Array.from({ length: 40 }, (_, step) => step));
  });

  it('has values of recorded variables only, and spikes of recorded populations only', async () => {
    const replay = replayActivity(await small(), { host: HOST });
    expect(() => replay.population('readout').values$('w')).toThrow(/variable 'w' of population 'readout' was not recorded/);
    expect(() => replay.population('readout').values$('w')).toThrow(
      expect.objectContaining({ code: 'trace', hint: expect.stringContaining("'v'") }),
    );
    expect(() => replay.population('readout').spikes$).toThrow(/were not recorded/);
    expect(() => replay.population('Ex')).toThrow(expect.objectContaining({ code: 'usage', hint: "Did you mean 'E'?" }));
  });

  it('stops at a step boundary when unsubscribed and goes on from there, each frame once', async () => {
    const replay = replayActivity(await small(), { host: HOST });
    const steps: string[] = [];
    replay.population('E').spikes$.subscribe(({ step }) => {
      steps.push(`E${step}`);
      if (step === 13) first.unsubscribe();
    });
    replay.population('I').spikes$.subscribe(({ step }) => steps.push(`I${step}`));
    replay.events$.subscribe(({ step }) => steps.push(`event${step}`));
    const first = replay.run$().subscribe();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(steps.at(-1)).toBe('I13');
    let last: ReplayProgress | undefined;
    await replay.run$().forEach((progress) => {
      last = progress;
    });
    const expected = Array.from({ length: 40 }, (_, s) => [
      ...([0, 7, 20].includes(s) ? [`event${s}`] : []),
      `E${s}`,
      `I${s}`,
    ]).flat();
    expect(steps).toEqual(expected);
    const whole = await replayActivity(await small(), { host: HOST })
      .run$()
      .toPromise();
    expect(last).toEqual(whole);
  });

  it('yields and tells its progress every 20 ms of wall time', async () => {
    let now = 0;
    let yields = 0;
    const host = { now: () => now++ * 5, yield: async () => void yields++ };
    const progress: ReplayProgress[] = [];
    await replayActivity(await small(), { host })
      .run$()
      .forEach((entry) => progress.push(entry));
    expect(yields).toBeGreaterThan(5);
    expect(progress).toHaveLength(yields + 1);
    expect(progress[0]).toMatchObject({ end: 40, done: false, spike_hash: null });
    expect(progress.at(-1)).toMatchObject({ step: 40, time_ms: 4, done: true });
  });

  it('refuses to run twice at once', async () => {
    const replay = replayActivity(await small(), { host: HOST });
    const first = replay.run$().forEach(() => undefined);
    await expect(replay.run$().forEach(() => undefined)).rejects.toThrow(/already running/);
    await first;
  });

  it('passes a failure of the source to run$ alone', async () => {
    const file = new MemoryFile(await smallTrace(HEADER));
    const replay = replayActivity(await openTrace(file), { host: HOST });
    let failed = false;
    replay.population('E').spikes$.subscribe({ error: () => (failed = true) });
    file.read = () => Promise.reject(new Error('unplugged'));
    await expect(replay.run$().forEach(() => undefined)).rejects.toThrow('unplugged');
    expect(failed).toBe(false);
  });

  it('poisons frames after their emission on request', async () => {
    const replay = replayActivity(await small(), { host: HOST, poison: true });
    const kept: Uint32Array[] = [];
    replay.population('E').spikes$.subscribe(({ count, cells }) => {
      if (count > 0) kept.push(cells);
    });
    await replay.run$().forEach(() => undefined);
    expect(kept.every((cells) => cells[0] === 0xffffffff)).toBe(true);
  });
});
