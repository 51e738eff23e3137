/** Plans the memory of projections: rings of arrivals in flight, synapse tables, inputs of value connections. */
import { type DelayInSteps, isInSteps, sharedDelay } from '../delay.ts';
import type { NetworkPopulation, NetworkProjection, PairValue } from '../network.ts';
import { roundToSteps } from '../steps.ts';
import type { Layout } from './layout.ts';
import { planLearning } from './learning.ts';
import { type OfSynapse, PairSpace } from './pair-space.ts';
import {
  type ArrivalList,
  type EventProjectionPlan,
  numberBytes,
  numbersAt,
  type PopulationPlan,
  type Precision,
  type ValueProjectionPlan,
  type VisitSynapse,
} from './plan.ts';
import type { Sampler } from './sampler.ts';
import { shapedWeights } from './shaped-weights.ts';
import { planSynapses, type SynapseGenerator } from './synapses.ts';
import { synapseGenerator } from './wiring.ts';

export interface ProjectionContext {
  readonly layout: Layout;
  readonly sampler: Sampler;
  readonly precision: Precision;
  readonly lanes: number;
  readonly dt: number;
  readonly described: (population: string) => NetworkPopulation;
  /** Populations that draw arrivals in every step. */
  readonly driven: ReadonlySet<string>;
  /** Names of the projections whose weights a learner trains. */
  readonly trained: ReadonlySet<string>;
  /** Projections of values that were planned before, by name. */
  readonly values: ReadonlyMap<string, ValueProjectionPlan>;
}

/** A planned projection, and what is left to write once the memory exists. */
export interface Planned<T> {
  readonly plan: T;
  fill(buffer: ArrayBuffer): void;
}

/** How the synapses of a projection are generated, and what decides each one's weight and delay. */
export function synapsesOf(
  projection: NetworkProjection,
  source: PopulationPlan,
  target: PopulationPlan,
  context: ProjectionContext,
) {
  const { drawnAs: name, wiring, from, to, weight, delay } = projection;
  const { sampler, described, dt } = context;
  const pair = { source: described(from), target: described(to) };
  const space = new PairSpace(pair, name, sampler);
  /** An index is the synapse in order of generation. All lanes share weights and delays. */
  const values = (value: PairValue, unit: string, use: 'weight' | 'delay'): OfSynapse => {
    if (typeof value === 'object' && value.kind === 'expression')
      return space.checked(value, unit, use, use === 'delay' ? 0 : -Infinity);
    const drawn = sampler.values(value, `${name}/${use}`);
    return (k) => drawn(k, 0);
  };
  const milliseconds = typeof delay === 'number' || isInSteps(delay) ? delay : values(delay, 'ms', 'delay');
  const generator = () => synapseGenerator({ wiring, projection: name, source, target, sampler, space });
  const generate = generator();
  const drawn = values(weight, target.model.ports[projection.port]!.unit, 'weight');
  return {
    generate,
    // A generator of their own: they go through all synapses when the first is visited, and the draws of a generator are borrowed.
    weight: projection.shape === undefined ? drawn : shapedWeights(projection.shape, source.size, generator(), drawn),
    delay:
      typeof milliseconds !== 'function'
        ? sharedDelay(milliseconds, dt)
        : (k: number, i: number, j: number) => roundToSteps(milliseconds(k, i, j), dt),
  };
}

/** Whether arrivals are counts times one weight: not where a rule changes weights, nor where each spike has an amplitude. */
export function sharesWeight({ weight, rule }: NetworkProjection, source: PopulationPlan): boolean {
  return typeof weight === 'number' && rule === null && !source.lowered.graded;
}

export function planEventProjection(
  projection: NetworkProjection,
  source: PopulationPlan,
  target: PopulationPlan,
  context: ProjectionContext,
): Planned<EventProjectionPlan> {
  const { layout, precision, lanes } = context;
  const bytes = numberBytes(precision);
  const { generate, weight, delay } = synapsesOf(projection, source, target, context);
  const trained = context.trained.has(projection.name);
  const shared = sharesWeight(projection, source) && !trained;
  const table = planSynapses(
    {
      name: projection.name,
      sources: source.size,
      targets: target.size,
      generate,
      weight: shared ? null : weight,
      delay,
      weightBytes: bytes,
      weightRange: projection.rule !== null ? 'state' : trained ? 'kept' : 'constants',
    },
    layout,
  );
  const slotBytes = lanes * target.stride * (shared ? 4 : bytes);
  const slots = table.longestDelay + 1;
  const few = target.lowered.split !== null && !context.driven.has(target.name);
  const listed = shared && few && table.blocks.length === 1 && table.blocks[0]!.runs === null;
  const sharedWeight = shared ? layout.request('constants', bytes) : null;
  const learning =
    projection.rule === null ? null : planLearning(projection.rule, projection.name, source, target, table, context);
  const plan: EventProjectionPlan = {
    kind: 'event',
    name: projection.name,
    source,
    target,
    port: projection.port,
    table,
    wire: wiringOf(generate, weight, delay),
    sharedWeight,
    ring: layout.request('state', slots * slotBytes),
    slots,
    slotBytes,
    list: listed ? requestList(target, slots, lanes, layout) : null,
    learning: learning?.plan ?? null,
  };
  return {
    plan,
    fill: (buffer) => {
      table.fill(buffer);
      learning?.fill(buffer);
      if (sharedWeight !== null) numbersAt(buffer, sharedWeight.address, 1, precision)[0] = projection.weight as number;
    },
  };
}

/** Taking arrivals cell by cell pays as long as few cells have any, which a driven population never has. */
function requestList(target: PopulationPlan, slots: number, lanes: number, layout: Layout): ArrivalList {
  const limit = Math.floor(target.size / 8);
  const cellBytes = Math.ceil((limit + 1) / 2) * 4;
  return {
    cells: layout.request('state', slots * lanes * cellBytes),
    cellBytes,
    lengths: layout.request('state', slots * lanes * 4),
    limit,
  };
}

export function planValueProjection(
  projection: NetworkProjection,
  source: PopulationPlan,
  target: PopulationPlan,
  context: ProjectionContext,
): Planned<ValueProjectionPlan> {
  const { layout, precision, lanes } = context;
  const bytes = numberBytes(precision);
  const { generate, weight } = synapsesOf(projection, source, target, context);
  // network() has refused anything but one delay for all.
  const delay = sharedDelay(projection.delay as number | DelayInSteps, context.dt);
  const rows = new Uint32Array(target.size + 1);
  generate((_, to) => {
    rows[to + 1]!++;
  });
  for (let to = 0; to < target.size; to++) rows[to + 1]! += rows[to]!;
  const synapses = rows[target.size]!;
  const field = source === target && target.turns !== null && delay === 0;
  const columns = field
    ? {
        rows: layout.request('constants', (source.size + 1) * 4),
        targets: layout.request('constants', synapses * 4),
        weights: layout.request('constants', synapses * bytes),
      }
    : null;
  const plan: ValueProjectionPlan = {
    kind: 'value',
    name: projection.name,
    source,
    variable: projection.variable ?? source.model.outputs[0]!,
    target,
    port: projection.port,
    weightsOf: projection.shares ?? projection.name,
    transposed: false,
    synapses,
    wiring: projection.wiring,
    map: projection.map,
    symmetric: false,
    wire: wiringOf(generate, weight, delay),
    delay,
    rows: layout.request('constants', rows.byteLength),
    sources: layout.request('constants', synapses * 4),
    weights:
      context.values.get(projection.shares ?? '')?.weights ??
      layout.request(context.trained.has(projection.name) ? 'kept' : 'constants', synapses * bytes),
    input: layout.request(field ? 'state' : 'scratch', lanes * target.stride * bytes),
    field,
    sums: null,
    square: null,
    columns,
    history: delay === 0 ? null : layout.request('state', delay * lanes * source.stride * bytes),
  };
  return {
    plan,
    fill: (buffer) => {
      new Uint32Array(buffer, plan.rows.address, rows.length).set(rows);
      const sources = new Uint32Array(buffer, plan.sources.address, synapses);
      const weights = numbersAt(buffer, plan.weights.address, synapses, precision);
      const cursor = rows.slice();
      let k = 0;
      // Each target sums in the order of generation.
      generate((from, to) => {
        const position = cursor[to]!++;
        sources[position] = from;
        weights[position] = weight(k++, from, to);
      });
      if (columns !== null) fillColumns(plan, buffer, precision);
    },
  };
}

/** The same synapses, the other way round: nothing is drawn or stored. */
export function planTransposed(
  projection: NetworkProjection,
  source: PopulationPlan,
  target: PopulationPlan,
  { layout, precision, lanes, dt, values }: ProjectionContext,
): Planned<ValueProjectionPlan> {
  const bytes = numberBytes(precision);
  const lender = values.get(projection.shares!)!;
  const delay = sharedDelay(projection.delay as number | DelayInSteps, dt);
  const plan: ValueProjectionPlan = {
    ...lender,
    name: projection.name,
    source,
    variable: projection.variable!,
    target,
    port: projection.port,
    transposed: true,
    wire: (visit) => lender.wire((from, to, weight) => visit(to, from, weight, delay)),
    delay,
    input: layout.request('scratch', lanes * target.stride * bytes),
    columns: null,
    history: delay === 0 ? null : layout.request('state', delay * lanes * source.stride * bytes),
  };
  return { plan, fill: () => undefined };
}

/** The same synapses by source; those of one source ascend by target. */
function fillColumns(
  { target, synapses, columns, ...rows }: ValueProjectionPlan,
  buffer: ArrayBuffer,
  precision: Precision,
): void {
  const words = (address: number, length: number) => new Uint32Array(buffer, address, length);
  const begins = words(rows.rows.address, target.size + 1);
  const sources = words(rows.sources.address, synapses);
  const weights = numbersAt(buffer, rows.weights.address, synapses, precision);
  const starts = words(columns!.rows.address, target.size + 1);
  for (const source of sources) starts[source + 1]!++;
  for (let source = 0; source < target.size; source++) starts[source + 1]! += starts[source]!;
  const targets = words(columns!.targets.address, synapses);
  const byColumn = numbersAt(buffer, columns!.weights.address, synapses, precision);
  const cursor = starts.slice();
  for (let to = 0; to < target.size; to++) {
    for (let k = begins[to]!; k < begins[to + 1]!; k++) {
      const place = cursor[sources[k]!]!++;
      targets[place] = to;
      byColumn[place] = weights[k]!;
    }
  }
}

/** The values that lie d steps back at the start are the initial ones. */
export function fillHistory(plan: ValueProjectionPlan, buffer: ArrayBuffer, precision: Precision, lanes: number): void {
  if (plan.history === null) return;
  const cells = lanes * plan.source.stride;
  const initial = numbersAt(buffer, plan.source.state[plan.variable]!.address, cells, precision);
  const history = numbersAt(buffer, plan.history.address, plan.delay * cells, precision);
  for (let slot = 0; slot < plan.delay; slot++) history.set(initial, slot * cells);
}

function wiringOf(generate: SynapseGenerator, weight: OfSynapse, delay: number | OfSynapse): (visit: VisitSynapse) => void {
  return (visit) => {
    let k = 0;
    generate((source, target) => {
      visit(source, target, weight(k, source, target), typeof delay === 'number' ? delay : delay(k, source, target));
      k++;
    });
  };
}
