/** Boltzmann learning, as plain data. */
import { NeurariumError } from '../errors.ts';
import type { Optimiser } from './optimisers.ts';

/**
 * For a population of cells of 1 and -1, of whom one weight for each pair goes both ways: weights go up by what the product of two cells is on average
 * while the world holds the visible cells, down by what it is while the network is left to itself; biases likewise by the cells. That is up the
 * gradient of the log likelihood of what the world says, times the temperature.
 *
 * A window has two phases of `settle + count` steps. In the first the world holds cells by the gate of their model (`encode` says so for as many
 * steps, see `phaseSteps`), in the second nobody does.
 */
export interface BoltzmannLearner {
  readonly kind: 'boltzmann';
  /** A symmetric connection of a population to itself. */
  readonly projection: string;
  /** Name of a parameter; null: none. */
  readonly bias: string | null;
  readonly trains: readonly string[];
  /** `exact`: products are summed over all states, at most 2^20 in either phase; `sampled`: over what cells were in the steps that count. */
  readonly means: 'exact' | 'sampled';
  /** Steps of a phase that do not count, then those that do. */
  readonly settle: number;
  readonly count: number;
  /** Of the exact means: a number, or a state variable of the cells, which has it. */
  readonly temperature: number | string;
  /** What that state variable is told in the first steps of each phase; the last stays. */
  readonly annealing: readonly number[];
  readonly optimiser: Optimiser;
  /** Of half the squared weights. */
  readonly penalty: number;
}

export interface BoltzmannDefinition {
  /** Such as 'units->units:input#0'. Pairs that its wiring leaves out are not connected. */
  readonly projection: string;
  readonly means: 'exact' | 'sampled';
  readonly optimiser: Optimiser;
  /** The parameter that cells add to their input, trained beside; null: none. Default 'bias'. */
  readonly bias?: string | null;
  /** Default 0. */
  readonly settle?: number;
  /** Default 1. */
  readonly count?: number;
  /** Default 1. */
  readonly temperature?: number | string;
  /** Default none. */
  readonly annealing?: readonly number[];
  /** Default 0. */
  readonly penalty?: number;
}

/** Steps of each of the two phases: for so many the world holds cells. */
export function phaseSteps({ settle = 0, count = 1 }: Pick<BoltzmannDefinition, 'settle' | 'count'>): number {
  return settle + count;
}

/** Boltzmann learning (Ackley, Hinton & Sejnowski 1985, Cogn Sci 9:147). @throws NeurariumError 'description' */
export function boltzmannLearning(definition: BoltzmannDefinition): BoltzmannLearner {
  const {
    projection,
    means,
    optimiser,
    bias = 'bias',
    settle = 0,
    count = 1,
    temperature = 1,
    annealing = [],
    penalty = 0,
  } = definition;
  if (means !== 'exact' && means !== 'sampled') fail(`means are '${String(means)}', expected 'exact' or 'sampled'`);
  if (!(Number.isSafeInteger(settle) && settle >= 0)) fail(`settle is ${settle}, expected a whole number of at least 0`);
  if (!(Number.isSafeInteger(count) && count >= 1)) fail(`count is ${count}, expected a whole number of at least 1`);
  if (typeof temperature === 'number') checkTemperature(temperature, 'temperature');
  for (const one of annealing) checkTemperature(one, 'a temperature of annealing');
  if (annealing.length > settle + count)
    fail(`annealing has ${annealing.length} temperatures for phases of ${settle + count} steps`);
  if (annealing.length > 0 && typeof temperature === 'number')
    fail('annealing of cells whose temperature is a number', "Name the state variable that has it: temperature: 'T'.");
  if (!(penalty >= 0 && Number.isFinite(penalty))) fail(`penalty is ${penalty}, expected 0 or more`);
  const [population = ''] = projection.split('->');
  const trains = bias === null ? [projection] : [projection, `${population}.${bias}`];
  return { kind: 'boltzmann', projection, bias, trains, means, settle, count, temperature, annealing, optimiser, penalty };
}

function checkTemperature(given: number, what: string): void {
  if (!(given > 0 && Number.isFinite(given))) fail(`${what} is ${given}, expected more than 0`);
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message: `boltzmannLearning(): ${message}`, hint });
}
