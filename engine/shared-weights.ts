/** Weights that a projection takes from another one: which, and whether they fit. */
import { NeurariumError } from './errors.ts';
import { suggest } from './suggest.ts';
import { isFull, type Wiring } from './wiring.ts';

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

export interface WeightsOf {
  readonly kind: 'weights-of';
  readonly projection: string;
  /** Whether the connection leads the other way: the weight from a to b is that from b to a. */
  readonly transposed: boolean;
}

/**
 * The weights of another projection of values, before this one in the network and between as many cells: the same numbers, also when they
 * are trained. By its name, such as 'x->h:input#0'. `transposed`: with sources and targets exchanged, so that the two are one undirected
 * connection; both are allToAll().
 */
export function weightsOf(projection: string, { transposed = false }: { readonly transposed?: boolean } = {}): WeightsOf {
  return { kind: 'weights-of', projection, transposed };
}

export function isWeightsOf(given: unknown): given is WeightsOf {
  return typeof given === 'object' && given !== null && 'kind' in given && given.kind === 'weights-of';
}

/** The projection that would share the weights. */
export interface Sharing {
  readonly transposed: boolean;
  readonly wiring: Wiring;
  /** Whether it carries values. */
  readonly values: boolean;
  /** Cells at its ends. */
  readonly sources: number;
  readonly targets: number;
}

/** What of a projection decides whether its weights fit another. */
interface Lender {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Null where it sends spikes. */
  readonly variable: string | null;
  readonly wiring: Wiring;
  readonly symmetric?: true;
}

/** The projection of that name whose weights fit. `sizeOf`: cells of a population. @throws NeurariumError 'description' saying what does not */
export function sharedProjection<P extends Lender>(
  name: unknown,
  { transposed, wiring, values, sources, targets }: Sharing,
  before: readonly P[],
  sizeOf: (population: string) => number,
): P {
  const names = before.map((projection) => projection.name);
  const found = before.find((projection) => projection.name === name);
  if (found === undefined)
    return fail(`weights of '${String(name)}', which is no projection before this one`, suggest(String(name), names));
  if (found.variable === null || !values) fail('weights of another projection are for values, and here spikes are sent');
  if (found.symmetric === true) fail(`${name} is symmetric, and lends its weights to none`);
  if (JSON.stringify(found.wiring) !== JSON.stringify(wiring)) fail(`the wiring is not that of ${name}, whose weights it takes`);
  const ends = transposed ? [found.to, found.from] : [found.from, found.to];
  const [others, own] = [`from ${sizeOf(ends[0]!)} to ${sizeOf(ends[1]!)} cells`, `from ${sources} to ${targets}`];
  if (transposed && !isFull(wiring)) fail(`weights of ${name} transposed, by another wiring than allToAll()`);
  if (`${own} cells` !== others)
    fail(`${own} cells, but ${name}, whose weights it takes, goes ${others}${transposed ? ' when transposed' : ''}`);
  return found;
}
