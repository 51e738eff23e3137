/** What a changed control means for a run that goes on: events that lead from one description to the other, or null where it must begin anew. */
import type { ScenarioDescription } from '../describe-scenario.ts';
import type { Network, NetworkPopulation, NetworkProjection } from '../network.ts';
import type { ParameterValue } from '../parameter-value.ts';
import type { SimulationEvent } from '../simulation/index.ts';
import type { RateSchedule } from '../training/index.ts';

/** `step`: the one that comes next. Initial values are not looked at: they are over. */
export function liveChanges(before: ScenarioDescription, after: ScenarioDescription, step: number): SimulationEvent[] | null {
  if (before.dt !== after.dt || before.precision !== after.precision) return null;
  if (!same(before.stimuli, after.stimuli) || !same(before.data, after.data) || !same(before.protocol, after.protocol))
    return null;
  if (!same(before.network.drives, after.network.drives)) return null;
  const populations = paired(before.network.populations, after.network.populations, (one, other) =>
    ofPopulation(one, other, step),
  );
  const projections = paired(before.network.projections, after.network.projections, (one, other) =>
    ofProjection(one, other, step),
  );
  const learning = ofLearners(before.learners, after.learners, step);
  if (populations === null || projections === null || learning === null) return null;
  return [...populations, ...projections, ...learning];
}

type Learners = ScenarioDescription['learners'];

/** The rate of a learner by gradients may change while it learns. */
function ofLearners(before: Learners, after: Learners, step: number): SimulationEvent[] | null {
  if (same(before, after)) return [];
  const rate = Object.values(after).find((one) => one.kind === 'gradient')?.optimiser.rate;
  return rate !== undefined && same(withRate(before, rate), after) ? [{ kind: 'rate', step, rate }] : null;
}

function withRate(learners: Learners, rate: RateSchedule): Learners {
  const entries = Object.entries(learners).map(([name, one]) => [
    name,
    one.kind === 'gradient' ? { ...one, optimiser: { ...one.optimiser, rate } } : one,
  ]);
  return Object.fromEntries(entries);
}

type Named = Network['populations'][number] | Network['projections'][number];

function paired<T extends Named>(
  before: readonly T[],
  after: readonly T[],
  changes: (one: T, other: T) => SimulationEvent[] | null,
): SimulationEvent[] | null {
  if (before.length !== after.length) return null;
  const all: SimulationEvent[] = [];
  for (const [k, one] of before.entries()) {
    const found = changes(one, after[k]!);
    if (found === null) return null;
    all.push(...found);
  }
  return all;
}

function ofPopulation(before: NetworkPopulation, after: NetworkPopulation, step: number): SimulationEvent[] | null {
  const { parameters: _, initial: __, ...rest } = before;
  const { parameters, initial: ___, ...others } = after;
  if (!same(rest, others)) return null;
  const events: SimulationEvent[] = [];
  for (const [parameter, value] of Object.entries(parameters)) {
    const old = before.parameters[parameter]!;
    if (same(old, value)) continue;
    const numbers = settable(old, value);
    if (numbers === null) return null;
    events.push({ kind: 'set', step, population: after.name, parameter, value: numbers });
  }
  return events;
}

/** A number in place of a number, or as many numbers in place of numbers. */
function settable(before: ParameterValue, after: ParameterValue): number | Float64Array | null {
  if (typeof before === 'number' && typeof after === 'number') return after;
  if (typeof before === 'number' || typeof after === 'number') return null;
  return before.kind === 'values' && after.kind === 'values' && before.values.length === after.values.length
    ? after.values
    : null;
}

function ofProjection(before: NetworkProjection, after: NetworkProjection, step: number): SimulationEvent[] | null {
  const { weight: old, ...rest } = before;
  const { weight, ...others } = after;
  if (!same(rest, others)) return null;
  if (same(old, weight)) return [];
  const shared = typeof old === 'number' && typeof weight === 'number' && after.variable === null && after.rule === null;
  return shared ? [{ kind: 'weight', step, projection: after.name, value: weight as number }] : null;
}

/** Plain data and typed arrays, by what they hold. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [one, other] = [Object.entries(a), Object.entries(b)];
  return one.length === other.length && one.every(([name, value]) => same(value, (b as Record<string, unknown>)[name]));
}
