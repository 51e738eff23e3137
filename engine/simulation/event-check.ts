/** Refuses events that do not fit the plan, before they are queued: a step that has begun cannot fail for a misspelt name. */
import type { EventProjectionPlan, Plan, PopulationPlan } from '../compile/plan.ts';
import { NeurariumError, within } from '../errors.ts';
import { checkLimits } from '../parameter-value.ts';
import { suggest } from '../suggest.ts';
import type { ProjectionEvent, SimulationEvent } from './events.ts';

/** @throws NeurariumError 'usage' where no population has this name */
export function findPopulation(plan: Plan, name: string): PopulationPlan {
  const found = plan.populations.find((population) => population.name === name);
  if (found !== undefined) return found;
  const names = plan.populations.map((population) => population.name);
  throw new NeurariumError({ code: 'usage', message: `no population '${name}'`, hint: suggest(name, names) });
}

/** @throws NeurariumError 'usage' where no projection that carries spikes has this name */
export function findProjection(plan: Plan, name: string): EventProjectionPlan {
  const events = plan.projections.filter((one): one is EventProjectionPlan => one.kind === 'event');
  const found = events.find((one) => one.name === name);
  if (found !== undefined) return found;
  const hint = suggest(
    name,
    events.map((one) => one.name),
  );
  throw new NeurariumError({ code: 'usage', message: `no projection '${name}' carries spikes`, hint });
}

/** @throws NeurariumError 'usage' where the population's model has no port of this name */
export function checkPort(population: PopulationPlan, port: string): void {
  checkName(population, 'port', port, population.stimulus);
}

/** @throws NeurariumError 'usage' where the population's model has no `what` of this name */
export function checkName(
  { name: population, model }: PopulationPlan,
  what: 'port' | 'parameter' | 'state variable',
  name: string,
  known: Readonly<Record<string, unknown>>,
): void {
  if (Object.hasOwn(known, name)) return;
  throw new NeurariumError({
    code: 'usage',
    message: `no ${what} '${name}' in model ${model.name}`,
    where: `population ${population}`,
    hint: suggest(name, Object.keys(known)),
  });
}

/** @throws NeurariumError 'usage' for an index that is no cell's */
export function checkCells(cells: ArrayLike<number>, { name, size }: PopulationPlan): void {
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    if (Number.isInteger(cell) && cell >= 0 && cell < size) continue;
    const message = `no cell ${cell}; cells are numbered 0 to ${size - 1}`;
    throw new NeurariumError({ code: 'usage', message, where: `population ${name}` });
  }
}

/**
 * `nextStep`: the earliest step that an event can still be of.
 * @throws NeurariumError naming population, port or parameter, and what was expected
 */
export function checkEvent(event: SimulationEvent, plan: Plan, nextStep: number): void {
  const { kind, step } = event;
  if (!Number.isSafeInteger(step) || step < nextStep) {
    const message = `an event of step ${step}, expected a whole number of at least ${nextStep}, the step that comes next`;
    throw new NeurariumError({ code: 'usage', message, where: `event '${kind}'` });
  }
  switch (kind) {
    case 'set':
      return checkSet(event, plan);
    case 'stimulus':
      return checkStimulus(event, plan);
    case 'mute':
    case 'weight':
      return checkProjectionEvent(event, plan);
    case 'reset':
    case 'example':
    case 'rate':
      return;
    default:
      event satisfies never;
      throw new NeurariumError({ code: 'usage', message: `an event of unknown kind '${String(kind)}'` });
  }
}

function checkProjectionEvent(event: ProjectionEvent, plan: Plan): void {
  const projection = findProjection(plan, event.projection);
  if (event.kind === 'mute') return;
  if (projection.sharedWeight === null) {
    throw new NeurariumError({
      code: 'usage',
      message: 'its synapses have weights of their own, so that no one weight can be set',
      where: `projection ${event.projection}`,
    });
  }
  checkFinite(event.value, `weight of ${event.projection}`);
}

function checkSet({ population: name, parameter, value }: SimulationEvent & { kind: 'set' }, plan: Plan): void {
  const population = findPopulation(plan, name);
  checkName(population, 'parameter', parameter, population.parameters);
  const where = `population ${name}, parameter ${parameter}`;
  if (typeof value !== 'number') {
    if (!population.parameters[parameter]!.perCell) {
      throw new NeurariumError({
        code: 'description',
        message: `${value.length} values for a parameter that all cells share, expected one`,
        where,
        hint: 'Describe it per cell when the population is made: give an array or a distribution.',
      });
    }
    checkLength(value, population.size, where);
  }
  checkFinite(value, where);
  const given = typeof value === 'number' ? value : { kind: 'values' as const, values: value };
  within(where, () => checkLimits(given, population.model.parameters[parameter]!, 'value'));
}

function checkStimulus(event: SimulationEvent & { kind: 'stimulus' }, plan: Plan): void {
  const { population: name, port, cells, value, steps } = event;
  const population = findPopulation(plan, name);
  checkPort(population, port);
  if (cells !== 'all') checkCells(cells, population);
  const where = `stimulus of ${name}, port ${port}`;
  if (typeof value !== 'number') checkLength(value, cells === 'all' ? population.size : cells.length, where);
  checkFinite(value, where);
  if (steps === Number.POSITIVE_INFINITY || (Number.isSafeInteger(steps) && steps >= 0)) return;
  throw new NeurariumError({ code: 'description', message: `${steps} steps, expected a whole number or Infinity`, where });
}

function checkLength(values: Float64Array, cells: number, where: string): void {
  if (values.length === cells) return;
  const message = `${values.length} values for ${cells} cells, expected one for each`;
  throw new NeurariumError({ code: 'description', message, where });
}

function checkFinite(value: number | Float64Array, where: string): void {
  const wrong = typeof value === 'number' ? [value].find(notFinite) : value.find(notFinite);
  if (wrong === undefined) return;
  throw new NeurariumError({ code: 'description', message: `${wrong} is not a finite number`, where });
}

function notFinite(value: number): boolean {
  return !Number.isFinite(value);
}
