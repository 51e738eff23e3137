/** `neurarium replay`: a recorded run again, without simulating. */
import { totalmem } from 'node:os';
import { Command } from 'commander';
import {
  formatBytes,
  type Host,
  Measures,
  NeurariumError,
  type Replay,
  replayActivity,
  type Trace,
  type TraceSummary,
} from '../../engine/index.ts';
import { drive } from '../drive.ts';
import { exitCodeOf } from '../errors.ts';
import { Pictures } from '../pictures.ts';
import { perCellOf, recordedExpectations, recordedPanels } from '../recorded.ts';
import { peakMemory } from '../result-of-run.ts';
import type { RunResult } from '../run-result.ts';
import { coloursFor, createProgress, printable, summary, terminalStyle } from '../terminal/index.ts';
import { withTrace } from '../trace-file.ts';
import { version } from '../version.ts';

interface ReplayFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function replayCommand(host: Host, done: (exitCode: number) => void): Command {
  return new Command('replay')
    .description('replay a trace: the same streams, raster and summary, without simulating')
    .argument('<trace>', 'a file that run --record wrote')
    .option('--json', 'print one JSON object and nothing else')
    .option('--quiet', 'no progress, no summary')
    .addHelpText('after', '\nExample:\n  neurarium run cuba --record cuba.mcap\n  neurarium replay cuba.mcap')
    .action(async (path: string, flags: ReplayFlags) =>
      done(await withTrace(path, (trace) => replayTrace(path, trace, flags, host))),
    );
}

/** @returns the exit code: that of the replay, not of the run, which may have been interrupted long ago */
async function replayTrace(path: string, trace: Trace, flags: ReplayFlags, host: Host): Promise<number> {
  refuseBeyondMachine(trace);
  const { header } = trace;
  const timed = header.timed ?? true;
  const replay = replayActivity(trace, { host });
  const spiking = header.populations.filter(({ spikes }) => spikes);
  const names = spiking.map(({ name }) => name);
  const measures = new Measures({ activity: replay, timed, spiking: names, expect: [], metrics: {} });
  const perCell = perCellOf(header.network);
  const dt = timed ? header.dt_ms : null;
  const { metrics$ } = replay;
  const pictures = new Pictures({ activity: replay, dt, metrics$, spiking, panels: recordedPanels(header), perCell });
  const { interrupted, end, hash } = await play(replay, trace, flags, host);
  // What the run said of its end holds only for all of its steps.
  const recorded = trace.summary?.steps === end - header.first_step ? trace.summary : undefined;
  const told = replayResult(path, trace, recorded, measures, { interrupted, end, hash });
  for (const notice of [...trace.notices, ...doubts(recorded, hash)]) process.stderr.write(`notice: ${printable(notice)}\n`);
  tell(told, trace, recorded, pictures, flags);
  return exitCodeOf({ ...told, interrupted });
}

/** A file can claim any number of cells, and what is counted per cell is taken before the first spike is read. */
function refuseBeyondMachine({ header }: Trace): void {
  const bytesPerCell = 40;
  const cells = header.populations.reduce((sum, { size }) => sum + size, 0);
  if (cells * bytesPerCell <= totalmem() / 2) return;
  throw new NeurariumError({
    code: 'trace',
    message: `the trace claims ${cells.toLocaleString('en')} cells; replaying them takes about ${formatBytes(cells * bytesPerCell)} of memory`,
    hint: 'Use a machine with more memory, if this trace is what it claims to be.',
  });
}

/** Chunks have checksums, so this is a trace that somebody made. */
function doubts(recorded: TraceSummary | undefined, hash: string | null): string[] {
  const said = recorded?.spike_hash ?? null;
  if (said === null || hash === null || said === hash) return [];
  return [`the replayed spikes have the hash ${hash}, those of the run had ${said}: the trace was changed`];
}

function tell(
  told: RunResult,
  { header }: Trace,
  recorded: TraceSummary | undefined,
  pictures: Pictures,
  flags: ReplayFlags,
): void {
  if (flags.json === true) process.stdout.write(`${JSON.stringify(told)}\n`);
  if (flags.json === true || flags.quiet === true) return;
  const details = {
    title: header.title,
    seedGiven: true,
    replayed: true,
    reasons: recordedExpectations(recorded).map(({ why }) => why),
    rasters: pictures.rasters(header.first_step + told.steps),
    plots: pictures.plots(),
    bars: pictures.bars(),
    ...(header.steps === null ? {} : { plannedSteps: header.steps }),
  };
  process.stdout.write(summary(told, details, terminalStyle(process.stdout, process.env)));
}

interface Played {
  readonly interrupted: boolean;
  /** The step after the last one replayed. */
  readonly end: number;
  readonly hash: string | null;
}

async function play(replay: Replay, trace: Trace, flags: ReplayFlags, host: Host): Promise<Played> {
  const silent = flags.json === true || flags.quiet === true;
  const progress = createProgress(process.stderr, {
    dt: trace.header.timed === false ? null : replay.dt,
    silent,
    colours: coloursFor(process.stderr, process.env),
  });
  const first = trace.header.first_step;
  const begin = host.now();
  let end = first;
  let hash: string | null = null;
  const interrupted = await drive(replay.run$(), (state) => {
    end = state.step;
    hash = state.spike_hash;
    progress.update(
      { done: state.step - first, total: (state.end ?? state.step) - first, wall: (host.now() - begin) / 1000 },
      'replay',
    );
  });
  progress.clear();
  return { interrupted, end, hash };
}

function replayResult(
  path: string,
  { header }: Trace,
  recorded: TraceSummary | undefined,
  measures: Measures,
  { interrupted, end, hash }: Played,
): RunResult {
  const steps = end - header.first_step;
  const timed = header.timed ?? true;
  const populations = header.populations.map(({ name, model, size }) => {
    const measured = measures.population(name, end);
    return [
      name,
      {
        model,
        size,
        spikes: measured?.spikes ?? null,
        rate_hz: timed ? (measured?.rate ?? null) : null,
        cv_isi: measured?.cv ?? null,
      },
    ] as const;
  });
  return {
    version,
    scenario: header.scenario,
    controls: header.controls,
    seed: header.seed,
    dt_ms: timed ? header.dt_ms : null,
    steps,
    duration_ms: timed ? Number((steps * header.dt_ms).toPrecision(15)) : null,
    interrupted: interrupted || (recorded?.interrupted ?? true),
    threads: null,
    precision: header.precision,
    integrators: header.integrators,
    compile_s: null,
    wall_s: null,
    realtime_factor: null,
    synapses: header.projections.reduce((sum, { synapses }) => sum + synapses, 0),
    synaptic_events: recorded?.synaptic_events ?? null,
    peak_memory_mb: peakMemory(),
    populations: Object.fromEntries(populations),
    metrics: recorded?.metrics ?? {},
    expect: recordedExpectations(recorded).map(({ why: _, ...judged }) => judged),
    spike_hash: hash,
    state_hash: recorded?.state_hash ?? null,
    trace: path,
  };
}
