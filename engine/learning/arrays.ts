/** The memory of one population while it learns: what each step began and ended with, and what the loss changes by with it. */
import type { Layout, Region } from '../compile/index.ts';
import { numberBytes, type PopulationPlan } from '../compile/plan.ts';
import type { GradientOptions } from './gradient-options.ts';
import type { Lanes } from './lane-pass.ts';

/** One array after the other for each time: state and its adjoints at 0 (the beginning) to `unroll`, those of ports at 0 to unroll - 1. */
export interface LearningArrays extends Lanes {
  readonly population: PopulationPlan;
  /** Bytes from one time to the next. */
  readonly slotBytes: number;
  readonly state: Readonly<Record<string, Region>>;
  readonly stateAdjoints: Readonly<Record<string, Region>>;
  readonly ports: Readonly<Record<string, Region>>;
  readonly portAdjoints: Readonly<Record<string, Region>>;
  /** Of trained parameters, for one time. */
  readonly parameterAdjoints: Readonly<Record<string, Region>>;
}

export function requestArrays(
  population: PopulationPlan,
  { batch, unroll, precision, dt }: GradientOptions,
  trained: Iterable<string>,
  layout: Layout,
): LearningArrays {
  const vector = 16 / numberBytes(precision);
  const stride = Math.ceil(population.size / vector) * vector;
  const slotBytes = batch * stride * numberBytes(precision);
  const each = (names: Iterable<string>, slots: number) =>
    Object.fromEntries(Array.from(names, (name) => [name, layout.request('scratch', slots * slotBytes)]));
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
    state: each(Object.keys(state), unroll + 1),
    stateAdjoints: each(Object.keys(state), unroll + 1),
    ports: each(Object.keys(ports), unroll),
    portAdjoints: each(Object.keys(ports), unroll),
    parameterAdjoints: each(trained, 1),
  };
}
