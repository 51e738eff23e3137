/**
 * Says on stderr how far a run is: one line that changes on a terminal, a line now and then in a pipe. Has no clock of its own.
 */
import { type Colours, noColours } from './colour.ts';
import { count, number, simulatedTime, wallTime } from './format.ts';
import { columnsOf } from './style.ts';
import { displayWidth, printable, shorten } from './text.ts';

/** What is read of the engine's progress. */
export interface ProgressState {
  /** Steps done and wanted. */
  readonly done: number;
  readonly total: number;
  /** Wall time so far in seconds. */
  readonly wall: number;
}

export interface ProgressOptions {
  /** Length of a step in ms, or null where time is counted in steps. */
  readonly dt: number | null;
  /** With --quiet and --json: writes nothing at all. */
  readonly silent?: boolean;
  readonly colours?: Colours;
}

export interface Progress {
  /**
   * `label` says what is being done, such as 'epoch 2 of 5'. To be called as often as is convenient; it draws at most ten times a
   * second.
   */
  update(state: ProgressState, label?: string): void;
  /** Takes the line away, so that something else can be written. */
  clear(): void;
}

/** Where it writes: process.stderr, or a stand-in. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const SECONDS_BETWEEN_PICTURES = 0.1;
const SECONDS_BETWEEN_LINES = 2;

export function createProgress(output: ProgressOutput, options: ProgressOptions): Progress {
  if (options.silent === true) return { update() {}, clear() {} };
  return output.isTTY === true ? onTerminal(output, options) : inPipe(output, options);
}

function onTerminal(output: ProgressOutput, { dt, colours }: ProgressOptions): Progress {
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    update(state, label) {
      if (state.wall - drawnAt < SECONDS_BETWEEN_PICTURES && state.wall >= drawnAt) return;
      drawnAt = state.wall;
      // One column is left free: a terminal that is written full to its edge goes on to the next line.
      output.write(`\r${progressLine(state, facts(state, dt, label), (columnsOf(output) ?? 80) - 1, colours)}\u001b[K`);
    },
    clear() {
      if (drawnAt >= 0) output.write('\r\u001b[K');
      drawnAt = Number.NEGATIVE_INFINITY;
    },
  };
}

function inPipe(output: ProgressOutput, { dt }: ProgressOptions): Progress {
  let writtenAt = 0;
  return {
    update(state, label) {
      // A second run has its wall time begin at 0 again.
      if (state.wall < writtenAt) writtenAt = 0;
      if (state.wall - writtenAt < SECONDS_BETWEEN_LINES) return;
      writtenAt = state.wall;
      output.write(`${Math.floor(100 * fraction(state))} %, ${facts(state, dt, label).join(', ')}\n`);
    },
    clear() {},
  };
}

/** `━━━━━━────── 412 ms of 1 s · 2.43 × real time · 0.30 s left`, at most `width` columns; the bar takes what the text leaves. */
function progressLine(state: ProgressState, all: readonly string[], width: number, colours: Colours = noColours): string {
  const text = all.join(' · ');
  const room = Math.min(40, width - displayWidth(text) - 1);
  if (room < 8) return shorten(text, width);
  const done = Math.round(room * fraction(state));
  return `${colours.series(0)('━'.repeat(done))}${colours.dim('─'.repeat(room - done))} ${text}`;
}

function fraction({ done, total }: ProgressState): number {
  return total === 0 ? 1 : Math.min(1, done / total);
}

function facts({ done, total, wall }: ProgressState, dt: number | null, label: string | undefined): string[] {
  const all = label === undefined ? [] : [printable(label)];
  all.push(
    dt === null
      ? `${count(done)} of ${count(total)} steps`
      : `${simulatedTime(done * dt, total * dt)} of ${simulatedTime(total * dt)}`,
  );
  if (done === 0 || wall <= 0) return all;
  all.push(dt === null ? `${number(done / wall)} steps/s` : `${number((done * dt) / 1000 / wall)} × real time`);
  if (done < total) all.push(`${wallTime((wall * (total - done)) / done)} left`);
  return all;
}
