/** What a header and a summary must be, when written and when read. Knows no bytes. */
import { NeurariumError } from '../errors.ts';
import { Fields } from './fields.ts';
import {
  LIMITS,
  TRACE_FORMAT,
  type TraceEvent,
  type TraceHeader,
  type TraceMetrics,
  type TracePopulation,
  type TraceSummary,
  type TraceThinning,
} from './format.ts';

const PRECISIONS = ['float64', 'float32'] as const;
const MOST_CELLS = 2 ** 32 - 1;

function refuse(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'trace', message, hint });
}

/** The format version of a 'header' message; asked first, since a newer header may look different. @throws NeurariumError 'trace' */
export function checkFormat(value: unknown): number {
  const format = new Fields(value, 'header').integer('format', 1);
  if (format > TRACE_FORMAT) {
    refuse(`the trace is of format ${format}; this version of neurarium reads formats 1 to ${TRACE_FORMAT}`, 'Update neurarium.');
  }
  return format;
}

function checkPopulation(value: unknown, index: number): TracePopulation {
  const fields = new Fields(value, `header, population ${index}`);
  return {
    name: fields.name('name', LIMITS.name),
    model: fields.text('model'),
    size: fields.integer('size', 1, MOST_CELLS),
    spikes: fields.flag('spikes'),
  };
}

/** A header with exactly the known fields. @throws NeurariumError 'trace' */
export function checkHeader(value: unknown): TraceHeader {
  const fields = new Fields(value, 'header');
  const populations = fields.list('populations', LIMITS.populations, checkPopulation);
  if (new Set(populations.map(({ name }) => name)).size < populations.length)
    refuse('header: two populations have the same name');
  const dt = fields.number('dt_ms');
  if (!(dt > 0 && dt <= 1e9)) refuse(`header: 'dt_ms' is ${dt}, expected a positive number of ms`);
  const header: TraceHeader = {
    version: fields.text('version'),
    scenario: fields.text('scenario'),
    title: fields.text('title'),
    controls: fields.record<number | string | boolean>('controls', 'number', 'string', 'boolean'),
    seed: fields.integer('seed', 0, 2 ** 32 - 1),
    ...(fields.get('timed') === undefined ? {} : { timed: fields.flag('timed') }),
    dt_ms: dt,
    first_step: fields.integer('first_step', 0, 2 ** 48),
    steps: fields.optional('steps', (name) => fields.integer(name, 0, 2 ** 48)),
    precision: fields.oneOf('precision', PRECISIONS),
    threads: fields.integer('threads', 1),
    lanes: fields.integer('lanes', 1, LIMITS.lanes),
    integrators: fields.record<string>('integrators', 'string'),
    libraries: fields.record<string>('libraries', 'string'),
    network: fields.get('network'),
    ...(fields.get('panels') === undefined ? {} : { panels: fields.list('panels', LIMITS.populations, (panel) => panel) }),
    populations,
    projections: fields.list('projections', LIMITS.populations, (item, index) => {
      const projection = new Fields(item, `header, projection ${index}`);
      const [from, to, port] = [projection.text('from'), projection.text('to'), projection.text('port')];
      return { from, to, port, synapses: projection.integer('synapses', 0) };
    }),
    values: fields.list('values', LIMITS.valueStreams, (item, index) => {
      const stream = new Fields(item, `header, recorded variable ${index}`);
      const population = stream.integer('population', 0, populations.length - 1);
      return { population, variable: stream.name('variable', LIMITS.name), precision: stream.oneOf('precision', PRECISIONS) };
    }),
    ...(fields.get('thinning') === undefined ? {} : { thinning: checkThinning(fields.get('thinning')) }),
  };
  checkValueStreams(header);
  return header;
}

function checkThinning(value: unknown): TraceThinning {
  const fields = new Fields(value, 'header, thinning');
  return { window: fields.integer('window', 1, 2 ** 24), every: fields.integer('every', 1, 2 ** 24) };
}

/** A step of a recorded variable must fit one message; a variable is recorded once. */
function checkValueStreams({ values, populations, lanes }: TraceHeader): void {
  const seen = new Set<string>();
  for (const { population, variable, precision } of values) {
    const { name, size } = populations[population]!;
    const bytes = size * lanes * (precision === 'float32' ? 4 : 8);
    if (bytes > LIMITS.chunkBytes / 2) {
      refuse(
        `recording ${variable} of population ${name} takes ${bytes} bytes a step; a trace takes at most ${LIMITS.chunkBytes / 2}`,
      );
    }
    const key = `${population} ${variable}`;
    if (seen.has(key)) refuse(`header: variable ${variable} of population ${name} is recorded twice`);
    seen.add(key);
  }
}

/** @throws NeurariumError 'trace' */
export function checkSummary(value: unknown): TraceSummary {
  const fields = new Fields(value, 'summary');
  const text = (name: string): string => fields.text(name);
  const number = (name: string): number => fields.number(name);
  const count = (name: string): number => fields.integer(name, 0);
  return {
    steps: fields.integer('steps', 0, 2 ** 48),
    interrupted: fields.flag('interrupted'),
    spike_hash: fields.optional('spike_hash', text),
    state_hash: fields.optional('state_hash', text),
    compile_s: fields.optional('compile_s', number),
    wall_s: fields.number('wall_s'),
    synapses: fields.optional('synapses', count),
    synaptic_events: fields.optional('synaptic_events', count),
    metrics: fields.record<number>('metrics', 'number'),
    expect: fields.list('expect', LIMITS.populations, (item) => item),
  };
}

/** @throws NeurariumError 'trace' */
export function checkEvent(value: unknown): TraceEvent {
  const fields = new Fields(value, 'event');
  return { ...(value as object), step: fields.integer('step', 0), kind: fields.text('kind') };
}

/** @throws NeurariumError 'trace' */
export function checkMetrics(value: unknown): TraceMetrics {
  const fields = new Fields(value, 'metrics');
  return { step: fields.integer('step', 0), values: fields.record<number>('values', 'number') };
}
