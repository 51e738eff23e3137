/** The memory of one population in a batch network: what each step began and ended with, and what a loss changes by with it. */
import type { Layout, Region } from '../compile/index.ts';
import { numberBytes, type PopulationPlan, type ProjectionPlan } from '../compile/plan.ts';
import type { Lanes } from './lane-pass.ts';

/**
 * State and spikes lie one array after the other for each time from `-past` to `unroll`, 0 being the beginning; ports and adjoints for each
 * from 0 on. What a step can change is part of the state, so that a checkpoint holds it.
 */
export interface LearningArrays extends Lanes {
  readonly population: PopulationPlan;
  /** Bytes from one time to the next. */
  readonly slotBytes: number;
  /** Times before the beginning that delayed connections read. */
  readonly past: number;
  readonly state: Readonly<Record<string, Region>>;
  readonly ports: Readonly<Record<string, Region>>;
  /** 1 for a spike of amplitude 1, 0 for none; null for cells that do not spike. */
  readonly spikes: Region | null;
  /** Null where nothing learns by gradients. */
  readonly adjoints: AdjointArrays | null;
}

export interface AdjointArrays {
  readonly state: Readonly<Record<string, Region>>;
  readonly ports: Readonly<Record<string, Region>>;
  readonly spikes: Region | null;
  /** Of trained parameters, for one time. */
  readonly parameters: Readonly<Record<string, Region>>;
}

export interface ArraysRequest {
  readonly projections: readonly ProjectionPlan[];
  readonly batch: number;
  readonly unroll: number;
  readonly precision: Lanes['precision'];
  readonly dt: number;
  /** Parameters that gradients train; null where there are no gradients. */
  readonly trained: Iterable<string> | null;
}

export function requestArrays(population: PopulationPlan, request: ArraysRequest, layout: Layout): LearningArrays {
  const { projections, batch, unroll, precision, dt, trained } = request;
  const vector = 16 / numberBytes(precision);
  const stride = Math.ceil(population.size / vector) * vector;
  const slotBytes = batch * stride * numberBytes(precision);
  const past = Math.max(0, ...projections.flatMap((one) => (one.source === population ? [stepsBack(one) - 1] : [])));
  const kept = (slots: number) => layout.request('state', slots * slotBytes);
  const passing = (slots: number) => layout.request('scratch', slots * slotBytes);
  const { state, ports } = population.model;
  return {
    population,
    lanes: batch,
    size: population.size,
    stride,
    precision,
    dt,
    shapes: population.shapes,
    notFinite: layout.request('scratch', 4),
    slotBytes,
    past,
    state: each(Object.keys(state), () => kept(past + unroll + 1)),
    ports: each(Object.keys(ports), () => kept(unroll)),
    spikes: population.lowered.spikes ? kept(past + unroll + 1) : null,
    adjoints: trained && {
      state: each(Object.keys(state), () => passing(unroll + 1)),
      ports: each(Object.keys(ports), () => passing(unroll)),
      spikes: population.lowered.spikes ? passing(unroll + 1) : null,
      parameters: each(trained, () => passing(1)),
    },
  };
}

function each(names: Iterable<string>, region: () => Region): Record<string, Region> {
  return Object.fromEntries(Array.from(names, (name) => [name, region()]));
}

/** Address of what a variable is after time t - 1, from `-past` on. */
export function stateAt({ state, past, slotBytes }: LearningArrays, variable: string, t: number): number {
  return state[variable]!.address + (past + t) * slotBytes;
}

export function spikesAt({ spikes, past, slotBytes }: LearningArrays, t: number): number {
  return spikes!.address + (past + t) * slotBytes;
}

/** Steps between what a source says and the end of the step in which it arrives: a value may be read in its own step, a spike in the next. */
export function stepsBack(projection: ProjectionPlan): number {
  return projection.kind === 'value' ? projection.delay : projection.table.longestDelay + 1;
}
