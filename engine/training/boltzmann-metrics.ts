/** How well a population of undirected connections has learnt what the world says of its visible cells, as plain data. Measures nothing. */
import { NeurariumError } from '../errors.ts';
import { type DuringOption, type OfBatches, ofBatches } from './of-batches.ts';

/** What probabilities are of: at most 16 cells of 1 and -1, all of whose states that the world leaves open are gone through. */
interface OfBoltzmann extends OfBatches {
  readonly population: string;
  /** Name of a parameter; null: none. */
  readonly bias: string | null;
  /** A number, or a state variable of the cells, which has it. */
  readonly temperature: number | string;
}

/**
 * Kullback & Leibler's divergence from how often examples come to how probable the network finds them, in nats: the mean of log(share of all examples /
 * probability) of what the world says of the cells that it holds in the first step of a window.
 */
export interface KlDivergenceMetric extends OfBoltzmann {
  readonly kind: 'kl-divergence';
}

/**
 * The share of examples that the network completes: given what the world holds in the first step of a window, what `field` asks of other cells
 * is the most probable of all, and has at least a probability of `atLeast`. NaN in the field: not asked.
 */
export interface CompletionMetric extends OfBoltzmann {
  readonly kind: 'completion';
  readonly field: string;
  readonly atLeast: number;
}

interface BoltzmannOptions extends DuringOption {
  /** Default 'bias'; null: none. */
  readonly bias?: string | null;
  /** Default 1. */
  readonly temperature?: number | string;
}

function ofBoltzmann(population: string, { bias = 'bias', temperature = 1, ...during }: BoltzmannOptions): OfBoltzmann {
  if (typeof temperature === 'number' && !(temperature > 0)) fail(`temperature is ${temperature}, expected more than 0`);
  return { population, bias, temperature, ...ofBatches({ ...during, step: 0 }) };
}

export function klDivergence(population: string, options: BoltzmannOptions = {}): KlDivergenceMetric {
  return { kind: 'kl-divergence', ...ofBoltzmann(population, options) };
}

/** @throws NeurariumError 'description' for an `atLeast` (default 0) that is no probability */
export function completion(
  population: string,
  field: string,
  { atLeast = 0, ...options }: BoltzmannOptions & { readonly atLeast?: number } = {},
): CompletionMetric {
  if (!(atLeast >= 0 && atLeast <= 1)) fail(`atLeast is ${atLeast}, expected 0 to 1`);
  return { kind: 'completion', field, atLeast, ...ofBoltzmann(population, options) };
}

function fail(message: string): never {
  throw new NeurariumError({ code: 'description', message });
}
