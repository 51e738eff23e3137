/** What a person wants to read at the end of a run or replay. A function of values; writes nothing. */
import type { ExpectationResult, PopulationResult, RunResult } from '../run-result.ts';
import { ownDataLines } from '../table/index.ts';
import { type Colours, noColours } from './colour.ts';
import { count, large, limit, number, simulatedTime, stepCount, wallTime } from './format.ts';
import { type LinePlot, linePlot } from './line-plot.ts';
import type { RasterPicture } from './raster-collector.ts';
import { type PlotStyle, rasterPlot } from './raster-plot.ts';
import { table } from './table.ts';
import { displayWidth, printable, wrap } from './text.ts';

/** What the summary tells beside the result. */
export interface SummaryDetails {
  readonly title?: string;
  /** Whether the seed was given, rather than left at its default. */
  readonly seedGiven: boolean;
  /** Steps that were wanted, to say how far an interrupted run came. */
  readonly plannedSteps?: number;
  /** A file that the network was loaded from. */
  readonly loaded?: string;
  /** What a trace holds beside spikes and events, in words. */
  readonly recorded?: readonly string[];
  /** A file of its own that what was learnt is in. */
  readonly saved?: string;
  /** How what was learnt is loaded again. */
  readonly load?: { readonly scenario: string; readonly file: string };
  /** The activity came from a trace. */
  readonly replayed?: boolean;
  readonly rasters?: readonly RasterPicture[];
  readonly plots?: readonly LinePlot[];
  /** Metrics drawn as bars, to be compared with each other. */
  readonly bars?: readonly string[];
  /** The reason of each expectation, in the order of `expect`. */
  readonly reasons?: readonly string[];
  /** How this program is called; default 'npx neurarium'. */
  readonly command?: string;
}

export function summary(result: RunResult, details: SummaryDetails, style: PlotStyle): string {
  const colours = style.colours ?? noColours;
  const blocks = [
    head(result, details, style.width, colours),
    ownData(result, style.width),
    populations(result, colours),
    rasterPlot(details.rasters ?? [], { ...style, dt: result.dt_ms }),
    ...(details.plots ?? []).map((plot) => linePlot(plot, style)),
    metrics(result, details.bars ?? [], style.width, colours),
    expectations(result, details, style.width, colours),
    cost(result, style.width),
    identity(result, details, colours),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function head(result: RunResult, details: SummaryDetails, width: number, colours: Colours): string[] {
  const { scenario, dt_ms: dt, steps, wall_s: wall, realtime_factor: factor, interrupted, duration_ms: duration } = result;
  const title = details.title === undefined ? '' : ` · ${printable(details.title)}`;
  const time = duration === null ? stepCount(steps) : simulatedTime(duration);
  const verb = duration === null ? 'in' : 'simulated in';
  const facts = [details.replayed === true ? `${time} replayed` : wall === null ? time : `${time} ${verb} ${wallTime(wall)}`];
  if (factor !== null) facts.push(`${number(factor)} × real time`);
  if (dt !== null) facts.push(`${count(steps)} steps of ${simulatedTime(dt)}`);
  facts.push(...learning(result));
  if (details.loaded !== undefined) facts.push(`begun with the network of ${printable(details.loaded)}`);
  facts.push(`seed ${result.seed} (${details.seedGiven ? 'given' : 'default'})`);
  const controls = Object.entries(result.controls).map(([name, value]) => `${printable(name)} = ${printable(String(value))}`);
  const lines = [...wrap(colours.bold(printable(scenario)) + title, width), ...flow(facts, width), ...flow(controls, width)];
  if (!interrupted) return lines;
  const wanted = details.plannedSteps;
  const of = wanted === undefined ? '' : ` of ${dt === null ? stepCount(wanted) : simulatedTime(wanted * dt)}`;
  return [...lines, colours.yellow(`Interrupted after ${time}${of}.`)];
}

function ownData({ data }: RunResult, width: number): string[] {
  return data === undefined ? [] : ownDataLines(data).flatMap((line) => wrap(printable(line), width));
}

/** '53 updates · 212 examples, 3,412 per second'. */
function learning({ learning: learnt }: RunResult): string[] {
  if (learnt === undefined) return [];
  const { updates, examples, examples_per_s: rate } = learnt;
  const perSecond = rate === null ? '' : `, ${number(rate)} per second`;
  const taught = updates === 0 ? [] : [`${count(updates)} ${updates === 1 ? 'update' : 'updates'}`];
  return [...taught, `${count(examples)} ${examples === 1 ? 'example' : 'examples'}${perSecond}`];
}

/** Facts side by side, on as many lines as they need. */
function flow(facts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const fact of facts) {
    const line = lines.at(-1);
    if (line !== undefined && displayWidth(line) + 3 + displayWidth(fact) <= width) lines[lines.length - 1] = `${line} · ${fact}`;
    else lines.push(fact);
  }
  return lines;
}

/** What spikes say is left out where there are none. */
function populations({ populations: all, steps }: RunResult, colours: Colours): string[] {
  const right = { align: 'right' } as const;
  const columns = [
    { heading: 'population' },
    { heading: 'model' },
    { heading: 'cells', ...right },
    { heading: 'spikes', ...right },
    { heading: 'rate', ...right },
    { heading: 'CV', ...right },
  ];
  const shown = Object.values(all).some(({ spikes }) => spikes !== null) ? columns.length : 3;
  const [heading, ...rows] = table(
    columns.slice(0, shown),
    Object.entries(all).map(([name, population]) => populationRow(name, population, steps).slice(0, shown)),
  );
  return rows.length === 0 ? [] : [colours.dim(heading!), ...rows];
}

/** A rate that is none per second is per step. */
function populationRow(name: string, population: PopulationResult, steps: number): string[] {
  const { model, size, spikes, rate_hz: hertz, cv_isi: cv } = population;
  const perStep = spikes === null || steps === 0 ? '–' : `${number(spikes / size / steps)} per step`;
  return [
    printable(name),
    printable(model),
    count(size),
    spikes === null ? '–' : count(spikes),
    hertz === null ? perStep : `${number(hertz)} Hz`,
    cv === null ? '–' : cv.toFixed(2),
  ];
}

function metrics({ metrics: all }: RunResult, bars: readonly string[], width: number, colours: Colours): string[] {
  const names = Object.keys(all);
  if (names.length === 0) return [];
  const drawn = names.filter((name) => bars.includes(name) && all[name]! >= 0 && Number.isFinite(all[name]));
  // Shares are drawn against the whole, anything else against the largest.
  const full = Math.max(1, ...drawn.map((name) => all[name]!));
  const values = Object.fromEntries(names.map((name) => [name, measuredNumber(all[name]!)]));
  const widest = (texts: readonly string[]) => Math.max(...texts.map((text) => displayWidth(text)));
  const room = Math.min(40, width - widest(['metric', ...names]) - widest(['value', ...Object.values(values)]) - 4);
  const rows = names.map((name) => {
    const line = drawn.includes(name) ? colours.series(drawn.indexOf(name))(bar(all[name]! / full, room)) : '';
    return [printable(name), drawn.includes(name) ? colours.bold(values[name]!) : values[name]!, line];
  });
  const columns = [{ heading: 'metric' }, { heading: 'value', align: 'right' as const }, { heading: '' }];
  const [heading, ...lines] = table(columns, rows);
  return [colours.dim(heading!), ...lines];
}

/** A share of `width` columns, to an eighth of one. */
function bar(share: number, width: number): string {
  const eighths = Math.round(8 * Math.max(0, width) * Math.min(1, share));
  return '█'.repeat(eighths >> 3) + ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths & 7]!;
}

/** A count is shown as it is. */
function measuredNumber(value: number | null): string {
  return value !== null && Number.isInteger(value) && Math.abs(value) < 1e12 ? count(value) : number(value);
}

/** `✓  rate of E  5.57 Hz  expected 4.8 to 6.3 (Hz, the published regime)`; a reason that does not fit goes below. */
function expectations({ expect, dt_ms: dt }: RunResult, { reasons }: SummaryDetails, width: number, colours: Colours): string[] {
  const rows = expect.map((each) => [mark(each, colours), subject(each), measured(each, dt)]);
  const lines = table([{ heading: '' }, { heading: '' }, { heading: '', align: 'right' }], rows).slice(1);
  return lines.flatMap((line, i) => {
    const judged = `${line}  ${wanted(expect[i]!)}`;
    const reason = printable(reasons?.[i] ?? '');
    if (reason === '') return [judged];
    const short = `${judged} ${colours.dim(`(${reason})`)}`;
    if (displayWidth(short) <= width) return [short];
    return [judged, ...wrap(reason, width - 3).map((part) => `   ${colours.dim(part)}`)];
  });
}

function mark({ pass }: ExpectationResult, colours: Colours): string {
  if (pass === null) return colours.yellow('?');
  return pass ? colours.green('✓') : colours.red('✗');
}

function subject({ of, measure }: ExpectationResult): string {
  return of === null ? printable(measure) : `${printable(measure)} of ${printable(of)}`;
}

function measured({ value, measure }: ExpectationResult, dt: number | null): string {
  return value !== null && measure === 'rate' ? `${number(value)} ${dt === null ? 'per step' : 'Hz'}` : measuredNumber(value);
}

function wanted({ between: [low, high], pass }: ExpectationResult): string {
  const range =
    low === null ? `at most ${limit(high!)}` : high === null ? `at least ${limit(low)}` : `${limit(low)} to ${limit(high)}`;
  return pass === null ? `not judged, expected ${range}` : `expected ${range}`;
}

function cost(result: RunResult, width: number): string[] {
  const {
    synapses,
    synaptic_events: events,
    wall_s: wall,
    compile_s: compile,
    peak_memory_mb: memory,
    threads,
    precision,
  } = result;
  const facts: string[] = [];
  if (synapses !== null && synapses > 0) facts.push(synapses === 1 ? '1 synapse' : `${count(synapses)} synapses`);
  if (events !== null && events > 0) facts.push(`${large(events)} synaptic events`);
  if (events !== null && wall !== null && wall > 0 && events > 0) facts.push(`${large(Math.round(events / wall))} per second`);
  if (compile !== null) facts.push(`compiled in ${wallTime(compile)}`);
  if (memory !== null) facts.push(`${number(memory)} MB of memory at most`);
  if (threads !== null) facts.push(threads === 1 ? '1 thread' : `${threads} threads`);
  facts.push(precision);
  return flow(facts, width);
}

function identity(
  { spike_hash: spikes, state_hash: state, trace, populations: all }: RunResult,
  details: SummaryDetails,
  colours: Colours,
): string[] {
  const entries: [string, string][] = [];
  const anySpikes = Object.values(all).some((population) => population.spikes !== null);
  if (spikes !== null && anySpikes) entries.push(['spike_hash', spikes]);
  if (state !== null) entries.push(['state_hash', state]);
  const command = details.command ?? 'npx neurarium';
  if (trace !== null) {
    entries.push(['trace', printable(trace)]);
    if (details.recorded !== undefined && details.recorded.length > 0)
      entries.push(['recorded', printable(details.recorded.join(', '))]);
    if (details.replayed !== true) entries.push(['replay', `${command} replay ${quoted(printable(trace))}`]);
  }
  const { load } = details;
  if (details.saved !== undefined) entries.push(['saved', printable(details.saved)]);
  if (load !== undefined)
    entries.push(['load', `${command} run ${quoted(printable(load.scenario))} --load ${quoted(printable(load.file))}`]);
  return entries.map(([name, value]) => `${colours.dim(name.padEnd(10))}  ${value}`);
}

/** As a shell takes it: in quotes where it has characters that mean something there. */
function quoted(path: string): string {
  return /^[\w./@:+=,~-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
