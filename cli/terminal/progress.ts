/**
 * Says on stderr how far a run is: a line that changes on a terminal, with a curve of the loss below it where something learns; a line
 * now and then in a pipe. Has no clock of its own.
 */
import type { LearningProgress } from '../../engine/index.ts';
import { type Colours, noColours } from './colour.ts';
import { CurveCollector } from './curve-collector.ts';
import { count, number, simulatedTime, wallTime } from './format.ts';
import { smallCurve } from './small-curve.ts';
import { columnsOf } from './style.ts';
import { displayWidth, printable, shorten } from './text.ts';

/** What is read of the engine's progress. */
export interface ProgressState {
  /** Steps done and wanted. */
  readonly done: number;
  readonly total: number;
  /** Wall time so far in seconds. */
  readonly wall: number;
  readonly learning?: LearningProgress;
}

export interface ProgressOptions {
  /** Length of a step in ms, or null where time is counted in steps. */
  readonly dt: number | null;
  /** With --quiet and --json: writes nothing at all. */
  readonly silent?: boolean;
  readonly colours?: Colours;
}

export interface Progress {
  /** `label` says what is being done, such as 'replay'. To be called as often as is convenient; it draws at most ten times a second. */
  update(state: ProgressState, label?: string): void;
  /** Takes all of it away, so that something else can be written. */
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
const MOST_METRICS = 2;
const LOSS = 'loss';

export function createProgress(output: ProgressOutput, options: ProgressOptions): Progress {
  if (options.silent === true) return { update() {}, clear() {} };
  return output.isTTY === true ? onTerminal(output, options) : inPipe(output, options);
}

/** The cursor rests at the beginning of the first line, so that a picture is written over the one before. */
function onTerminal(output: ProgressOutput, { dt, colours = noColours }: ProgressOptions): Progress {
  let drawnAt = Number.NEGATIVE_INFINITY;
  let below = 0;
  const losses = new CurveCollector([LOSS]);
  return {
    update(state, label) {
      const { learning, done, wall } = state;
      if (learning?.loss != null) losses.add(done, { [LOSS]: learning.loss });
      if (wall - drawnAt < SECONDS_BETWEEN_PICTURES && wall >= drawnAt) return;
      drawnAt = wall;
      // One column is left free: a terminal that is written full to its edge goes on to the next line.
      const width = (columnsOf(output) ?? 80) - 1;
      const lines = [progressLine(state, [...places(state, dt, label), ...timeLeft(state)], width, colours)];
      if (learning !== undefined) lines.push(shorten(learnt(learning, wall).join(' · '), width));
      lines.push(...smallCurve(losses.curve(LOSS), width, colours));
      output.write(picture([...lines, ...empty(below + 1 - lines.length)]));
      below = lines.length - 1;
    },
    clear() {
      if (drawnAt >= 0) output.write(picture(empty(below + 1)));
      drawnAt = Number.NEGATIVE_INFINITY;
      below = 0;
    },
  };
}

/** Line by line, since some terminals keep what is erased as a whole. */
function picture(lines: readonly string[]): string {
  const back = lines.length > 1 ? `\u001b[${lines.length - 1}A\r` : '';
  return `\r${lines.map((line) => `${line}\u001b[K`).join('\n')}${back}`;
}

function empty(lines: number): string[] {
  return new Array<string>(Math.max(0, lines)).fill('');
}

function inPipe(output: ProgressOutput, { dt }: ProgressOptions): Progress {
  let writtenAt = 0;
  return {
    update(state, label) {
      // A second run has its wall time begin at 0 again.
      if (state.wall < writtenAt) writtenAt = 0;
      if (state.wall - writtenAt < SECONDS_BETWEEN_LINES) return;
      writtenAt = state.wall;
      const { learning, wall } = state;
      const all = [...places(state, dt, label), ...(learning === undefined ? [] : learnt(learning, wall)), ...timeLeft(state)];
      output.write(`${Math.floor(100 * fraction(state))} %, ${all.join(', ')}\n`);
    },
    clear() {},
  };
}

/** `━━━━━━────── 412 ms of 1 s · 2.43 × real time · 0.30 s left`, at most `width` columns; the bar takes what the text leaves. */
function progressLine(state: ProgressState, all: readonly string[], width: number, colours: Colours): string {
  const text = all.join(' · ');
  const room = Math.min(40, width - displayWidth(text) - 1);
  if (room < 8) return shorten(text, width);
  const done = Math.round(room * fraction(state));
  return `${colours.series(0)('━'.repeat(done))}${colours.dim('─'.repeat(room - done))} ${text}`;
}

function fraction({ done, total }: ProgressState): number {
  return total === 0 ? 1 : Math.min(1, done / total);
}

/** What is being done, and how far that is. */
function places({ done, total, wall, learning }: ProgressState, dt: number | null, label: string | undefined): string[] {
  const all = label === undefined ? [] : [printable(label)];
  if (learning !== undefined) return [...all, stageOf(learning)];
  all.push(
    dt === null
      ? `${count(done)} of ${count(total)} steps`
      : `${simulatedTime(done * dt, total * dt)} of ${simulatedTime(total * dt)}`,
  );
  if (done === 0 || wall <= 0) return all;
  all.push(dt === null ? `${number(done / wall)} steps/s` : `${number((done * dt) / 1000 / wall)} × real time`);
  return all;
}

function timeLeft({ done, total, wall }: ProgressState): string[] {
  return done === 0 || wall <= 0 || done >= total ? [] : [`${wallTime((wall * (total - done)) / done)} left`];
}

/** 'stage 2 of 3, epoch 4 of 10', 'epoch 4 of 10, validation', 'update 1,200', 'test', 'dream'. */
function stageOf({ during, stage, stages, epoch, epochs, updates }: LearningProgress): string {
  if (during === 'test' || during === 'dream') return during;
  const place = epochs === null ? `update ${count(updates)}` : `epoch ${count(epoch)} of ${count(epochs)}`;
  const staged = stages > 1 ? `stage ${stage} of ${stages}, ${place}` : place;
  return during === 'validation' ? `${staged}, validation` : staged;
}

function learnt({ loss, metrics, examples }: LearningProgress, wall: number): string[] {
  const all = loss === null ? [] : [`loss ${number(loss)}`];
  for (const [name, value] of Object.entries(metrics).slice(0, MOST_METRICS)) all.push(`${printable(name)} ${number(value)}`);
  if (examples > 0 && wall > 0) all.push(`${number(examples / wall)} examples/s`);
  return all;
}
