/** The memory of one population while it learns: what each step began and ended with, and what the loss changes by with it. */
import type { Layout, Region } from '../compile/index.ts';
import { numberBytes, type PopulationPlan } from '../compile/plan.ts';
import type { GradientOptions } from './gradient-options.ts';
import type { Lanes } from './lane-pass.ts';

/**
 * One array after the other for each time: state, spikes and their adjoints at 0 (the beginning) to `unroll`, those of ports at 0 to
 * unroll - 1. What a step can change is part of the state, so that a checkpoint holds it.
 */
export interface LearningArrays extends Lanes {
  readonly population: PopulationPlan;
  /** Bytes from one time to the next. */
  readonly slotBytes: number;
  readonly state: Readonly<Record<string, Region>>;
  readonly stateAdjoints: Readonly<Record<string, Region>>;
  readonly ports: Readonly<Record<string, Region>>;
  readonly portAdjoints: Readonly<Record<string, Region>>;
  /** 1 for a spike of amplitude 1, 0 for none; null for cells that do not spike. */
  readonly spikes: { readonly values: Region; readonly adjoints: Region } | null;
  /** Of trained parameters, for one time. */
  readonly parameterAdjoints: Readonly<Record<string, Region>>;
}

export function requestArrays(
  population: PopulationPlan,
  { batch, precision, dt, learner: { unroll } }: GradientOptions,
  trained: Iterable<string>,
  layout: Layout,
): LearningArrays {
  const vector = 16 / numberBytes(precision);
  const stride = Math.ceil(population.size / vector) * vector;
  const slotBytes = batch * stride * numberBytes(precision);
  const kept = (slots: number) => layout.request('state', slots * slotBytes);
  const passing = (slots: number) => layout.request('scratch', slots * slotBytes);
  const each = (names: Iterable<string>, region: () => Region) =>
    Object.fromEntries(Array.from(names, (name) => [name, region()]));
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
    state: each(Object.keys(state), () => kept(unroll + 1)),
    stateAdjoints: each(Object.keys(state), () => passing(unroll + 1)),
    ports: each(Object.keys(ports), () => kept(unroll)),
    portAdjoints: each(Object.keys(ports), () => passing(unroll)),
    spikes: population.lowered.spikes ? { values: kept(unroll + 1), adjoints: passing(unroll + 1) } : null,
    parameterAdjoints: each(trained, () => passing(1)),
  };
}
