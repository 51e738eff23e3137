/** A replay that was stopped while it waited once stayed 'already running', and then let two run at once or repeat a step. */
import type { Subscription } from 'rxjs';
import { expect, it } from 'vitest';
import { openTrace, type Replay, replayActivity } from '../../engine/trace/index.ts';
import { MemoryFile, smallTrace } from '../engine/trace/small-run.ts';

const all = Array.from({ length: 40 }, (_, step) => step);

/** Yields, by wall time, after each step. */
async function made(): Promise<{ replay: Replay; steps: number[] }> {
  let now = 0;
  const host = { now: () => (now += 50), yield: () => new Promise<void>((resolve) => setTimeout(resolve, 0)) };
  const replay = replayActivity(await openTrace(new MemoryFile(await smallTrace())), { host });
  const steps: number[] = [];
  replay.population('E').spikes$.subscribe(({ step }) => steps.push(step));
  return { replay, steps };
}

it('a replay may follow in the same breath as another is stopped, before it has read anything', async () => {
  const { replay, steps } = await made();
  replay.run$().subscribe().unsubscribe();
  await replay.run$().forEach(() => undefined);
  expect(steps).toEqual(all);
});

it('a replay may follow while the stopped one still yields', async () => {
  const { replay, steps } = await made();
  await new Promise<void>((resolve) => {
    const first = replay.run$().subscribe(({ step }) => {
      if (step !== 5) return;
      queueMicrotask(() => {
        first.unsubscribe();
        resolve();
      });
    });
  });
  await replay.run$().forEach(() => undefined);
  expect(steps).toEqual(all);
});

it('a replay that follows from inside a step goes on after that step', async () => {
  const { replay, steps } = await made();
  let first: Subscription | undefined;
  const second = new Promise<void>((resolve, reject) => {
    replay.population('I').spikes$.subscribe(({ step }) => {
      if (step !== 13 || first === undefined) return;
      first.unsubscribe();
      first = undefined;
      replay.run$().subscribe({ complete: resolve, error: reject });
    });
  });
  first = replay.run$().subscribe();
  await second;
  expect(steps).toEqual(all);
});
