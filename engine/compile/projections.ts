/** Plans the memory of projections: rings of arrivals in flight, synapse tables, inputs of value connections. */
import type { NetworkProjection } from '../network.ts';
import { roundToSteps } from '../steps.ts';
import type { Layout } from './layout.ts';
import {
  type ArrivalList,
  type EventProjectionPlan,
  numberBytes,
  numbersAt,
  type PopulationPlan,
  type Precision,
  type ValueProjectionPlan,
} from './plan.ts';
import type { Sampler } from './sampler.ts';
import { planSynapses } from './synapses.ts';
import { synapseGenerator } from './wiring.ts';

export interface ProjectionContext {
  readonly layout: Layout;
  readonly sampler: Sampler;
  readonly precision: Precision;
  readonly lanes: number;
  readonly dt: number;
}

/** A planned projection, and what is left to write once the memory exists. */
export interface Planned<T> {
  readonly plan: T;
  fill(buffer: ArrayBuffer): void;
}

/** Delay of the k-th synapse, or of all. */
type Delay = number | ((k: number) => number);

export function planEventProjection(
  projection: NetworkProjection,
  source: PopulationPlan,
  target: PopulationPlan,
  context: ProjectionContext,
): Planned<EventProjectionPlan> {
  const { layout, sampler, precision, lanes } = context;
  const bytes = numberBytes(precision);
  const shared = typeof projection.weight === 'number';
  const table = planSynapses(
    {
      name: projection.name,
      sources: source.size,
      targets: target.size,
      generate: synapseGenerator(projection.wiring, projection.name, source, target, sampler),
      weight: shared ? null : perSynapse(sampler.values(projection.weight, `${projection.name}/weight`)),
      delay: delayOf(projection, context),
      weightBytes: bytes,
    },
    layout,
  );
  const slotBytes = lanes * target.stride * (shared ? 4 : bytes);
  const slots = table.longestDelay + 1;
  const listed = shared && target.lowered.split !== null && table.blocks.length === 1 && table.blocks[0]!.runs === null;
  const sharedWeight = shared ? layout.request('constants', bytes) : null;
  const plan: EventProjectionPlan = {
    kind: 'event',
    name: projection.name,
    source,
    target,
    port: projection.port,
    table,
    sharedWeight,
    ring: layout.request('state', slots * slotBytes),
    slots,
    slotBytes,
    list: listed ? requestList(target, slots, lanes, layout) : null,
  };
  return {
    plan,
    fill: (buffer) => {
      table.fill(buffer);
      if (sharedWeight !== null) numbersAt(buffer, sharedWeight.address, 1, precision)[0] = projection.weight as number;
    },
  };
}

/** Taking arrivals cell by cell pays as long as few cells have any. */
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
  const { layout, sampler, precision, lanes } = context;
  const bytes = numberBytes(precision);
  // network() has refused anything but one delay for all.
  const delay = roundToSteps(projection.delay as number, context.dt);
  const weight = perSynapse(sampler.values(projection.weight, `${projection.name}/weight`));
  const generate = synapseGenerator(projection.wiring, projection.name, source, target, sampler);
  const rows = new Uint32Array(target.size + 1);
  generate((_, to) => {
    rows[to + 1]!++;
  });
  for (let to = 0; to < target.size; to++) rows[to + 1]! += rows[to]!;
  const synapses = rows[target.size]!;
  const plan: ValueProjectionPlan = {
    kind: 'value',
    name: projection.name,
    source,
    variable: projection.variable ?? source.model.outputs[0]!,
    target,
    port: projection.port,
    synapses,
    delay,
    rows: layout.request('constants', rows.byteLength),
    sources: layout.request('constants', synapses * 4),
    weights: layout.request('constants', synapses * bytes),
    input: layout.request('scratch', lanes * target.stride * bytes),
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
        weights[position] = weight(k++);
      });
    },
  };
}

/** The values that lie d steps back at the start are the initial ones. */
export function fillHistory(plan: ValueProjectionPlan, buffer: ArrayBuffer, precision: Precision, lanes: number): void {
  if (plan.history === null) return;
  const cells = lanes * plan.source.stride;
  const initial = numbersAt(buffer, plan.source.state[plan.variable]!.address, cells, precision);
  const history = numbersAt(buffer, plan.history.address, plan.delay * cells, precision);
  for (let slot = 0; slot < plan.delay; slot++) history.set(initial, slot * cells);
}

function delayOf(projection: NetworkProjection, context: ProjectionContext): Delay {
  const { delay } = projection;
  if (typeof delay === 'number') return roundToSteps(delay, context.dt);
  const draw = perSynapse(context.sampler.values(delay, `${projection.name}/delay`));
  return (k) => roundToSteps(draw(k), context.dt);
}

/** Index: the synapse in order of generation. All lanes share weights and delays. */
function perSynapse(values: (index: number, lane: number) => number): (k: number) => number {
  return (k) => values(k, 0);
}
