/** `neurarium replay`: a recorded run again, without simulating. */
import { Command } from 'commander';
import {
  type CheckedExpectation,
  type Host,
  Measures,
  openTrace,
  type Replay,
  replayActivity,
  type Trace,
  type TraceSummary,
} from '../../engine/index.ts';
import { drive } from '../drive.ts';
import { exitCodeOf } from '../errors.ts';
import type { ExpectationResult, RunResult } from '../run-result.ts';
import { coloursFor, createProgress, RasterCollector, summary } from '../terminal/index.ts';
import { openTraceFile } from '../trace-file.ts';
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
    .action(async (path: string, flags: ReplayFlags) => done(await replayFile(path, flags, host)));
}

async function replayFile(path: string, flags: ReplayFlags, host: Host): Promise<number> {
  const file = await openTraceFile(path);
  try {
    const trace = await openTrace(file);
    const replay = replayActivity(trace, { host });
    const spiking = trace.header.populations.filter(({ spikes }) => spikes);
    const measures = new Measures({ activity: replay, spiking: spiking.map(({ name }) => name), expect: [], metrics: {} });
    const rasters = spiking.map(({ name, size }) => {
      const raster = new RasterCollector({ name, size });
      replay.population(name).spikes$.subscribe((frame) => raster.add(frame));
      return raster;
    });
    const { interrupted, end, hash } = await play(replay, trace, flags, host);
    const told = replayResult(trace, measures, end, hash, interrupted, path);
    for (const notice of trace.notices) process.stderr.write(`notice: ${notice}\n`);
    if (flags.json === true) process.stdout.write(`${JSON.stringify(told)}\n`);
    else if (flags.quiet !== true) {
      const details = {
        title: trace.header.title,
        seedGiven: true,
        replayed: true,
        reasons: expectationsOf(trace.summary).map(({ why }) => why),
        rasters: rasters.map((raster) => raster.picture(end)),
        ...(trace.header.steps === null ? {} : { plannedSteps: trace.header.steps }),
      };
      process.stdout.write(
        summary(told, details, {
          width: Math.min(process.stdout.columns ?? 100, 120),
          colours: coloursFor(process.stdout, process.env),
        }),
      );
    }
    return exitCodeOf(told);
  } finally {
    await file.close();
  }
}

async function play(
  replay: Replay,
  trace: Trace,
  flags: ReplayFlags,
  host: Host,
): Promise<{ interrupted: boolean; end: number; hash: string | null }> {
  const silent = flags.json === true || flags.quiet === true;
  const progress = createProgress(process.stderr, { dt: replay.dt, silent, colours: coloursFor(process.stderr, process.env) });
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

type Kept = ExpectationResult & Pick<CheckedExpectation, 'why'>;

/** As the run judged them; what the file says of them was checked when it was read. */
function expectationsOf(summary: TraceSummary | undefined): readonly Kept[] {
  return (summary?.expect ?? []) as readonly Kept[];
}

function replayResult(
  trace: Trace,
  measures: Measures,
  end: number,
  hash: string | null,
  interrupted: boolean,
  path: string,
): RunResult {
  const { header, summary: recorded } = trace;
  const steps = end - header.first_step;
  const populations = header.populations.map(({ name, model, size }) => {
    const measured = measures.population(name, end);
    return [
      name,
      { model, size, spikes: measured?.spikes ?? null, rate_hz: measured?.rate ?? null, cv_isi: measured?.cv ?? null },
    ] as const;
  });
  return {
    version,
    scenario: header.scenario,
    controls: header.controls,
    seed: header.seed,
    dt_ms: header.dt_ms,
    steps,
    duration_ms: Number((steps * header.dt_ms).toPrecision(15)),
    interrupted: interrupted || (recorded?.interrupted ?? true),
    threads: null,
    precision: header.precision,
    integrators: header.integrators,
    compile_s: null,
    wall_s: null,
    realtime_factor: null,
    synapses: recorded?.synapses ?? null,
    synaptic_events: recorded?.synaptic_events ?? null,
    peak_memory_mb: process.resourceUsage().maxRSS / 1024,
    populations: Object.fromEntries(populations),
    metrics: recorded?.metrics ?? {},
    expect: expectationsOf(recorded).map(({ of, measure, value, between, pass }) => ({ of, measure, value, between, pass })),
    spike_hash: hash,
    state_hash: recorded?.state_hash ?? null,
    trace: path,
  };
}
