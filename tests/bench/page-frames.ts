/** Main-thread CPU time of a page per animation frame, from a performance trace of Chromium. The graphics process is not in it. */
import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Begin, wall time and time on the processor, in µs. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

export interface Frames {
  /** ms of each frame, ascending. */
  readonly cpu: readonly number[];
  readonly perSecond: number;
}

/** Records while `body` goes on; it must draw. */
export async function measureFrames(browser: Browser, page: Page, body: () => Promise<void>): Promise<Frames> {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'toplevel'] });
  await body();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  return framesOf(traceEvents);
}

function framesOf(events: readonly TraceEvent[]): Frames {
  const thread = busiest(events);
  const ours = events
    .filter((event) => event.ph === 'X' && `${event.pid} ${event.tid}` === thread)
    .sort((one, other) => one.ts - other.ts);
  const callbacks = ours.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts);
  const tasks = ours.filter(({ name }) => name === 'ThreadControllerImpl::RunTask');
  // A frame is all tasks after the one before, up to the task that calls what waits for it, which may be several functions.
  const ends: number[] = [];
  const cpu: number[] = [];
  let sum = 0;
  let next = 0;
  for (const { ts, dur, tdur } of tasks) {
    sum += tdur ?? dur!;
    const draws = next < callbacks.length && callbacks[next]! < ts + dur!;
    if (!draws) continue;
    while (next < callbacks.length && callbacks[next]! < ts + dur!) next++;
    cpu.push(sum / 1000);
    ends.push(ts);
    sum = 0;
  }
  // Before the first frame lies the beginning of the recording itself.
  cpu.shift();
  const seconds = (ends.at(-1)! - ends[0]!) / 1e6;
  return { cpu: cpu.sort((a, b) => a - b), perSecond: cpu.length / seconds };
}

/** The thread that draws frames. */
function busiest(events: readonly TraceEvent[]): string {
  const counts = new Map<string, number>();
  for (const { name, pid, tid } of events)
    if (name === 'FireAnimationFrame') counts.set(`${pid} ${tid}`, (counts.get(`${pid} ${tid}`) ?? 0) + 1);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  if (first === undefined) throw new Error('the page drew no frame while it was recorded');
  return first[0];
}

export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))]!;
}
