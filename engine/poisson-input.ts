/** `poissonInput`: the spikes of many independent sources onto each cell, without a population of them. Plain data; draws nothing. */
import { NeurariumError } from './errors.ts';
import { parseQuantity, type Quantity } from './units.ts';

export interface PoissonInput {
  readonly kind: 'poisson-input';
  /** Of one source, in 1/ms. */
  readonly rate: number;
  /** Sources of each cell. */
  readonly sources: number;
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/**
 * What stands in `from` of a projection that has neither wiring nor delay: in each step each target cell gets an independent
 * Poisson number of arrivals, `rate * sources * dt` on average (NEST's poisson_generator, Brian2's PoissonInput but with a Poisson in
 * place of a binomial number). Source: Brunel 2000, J Comput Neurosci 8:183.
 * @throws NeurariumError 'description' or 'unit'
 */
export function poissonInput({
  rate,
  sources = 1,
}: {
  /** Of one source, such as '20 Hz'; 0 or more. */
  readonly rate: Quantity<'Hz'>;
  /** Of each cell, 0 or more; default 1. */
  readonly sources?: number;
}): PoissonInput {
  const perSource = parseQuantity(rate, 'Hz', 'rate of poissonInput()');
  if (!(perSource >= 0)) fail(`rate of poissonInput() is ${rate}, expected 0 Hz or more`);
  if (!(sources >= 0 && Number.isFinite(sources)))
    fail(`sources of poissonInput() are ${sources}, expected a number of at least 0`);
  return { kind: 'poisson-input', rate: perSource, sources };
}

export function isPoissonInput(given: unknown): given is PoissonInput {
  return typeof given === 'object' && given !== null && 'kind' in given && given.kind === 'poisson-input';
}
