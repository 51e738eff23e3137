/** Patterns stored in an undirected connection, as plain data. */
import { NeurariumError } from '../errors.ts';

/**
 * What a pattern x adds to the weight of cells i and j. `hebb`: rate x_i x_j (Hopfield 1982, PNAS 79:2554). `storkey`: rate (x_i x_j - x_i h_j - x_j h_i),
 * h being what the other cells send for x as it is (Storkey 1997, ICANN, LNCS 1327:451). `pseudo-inverse`: what of x the weights do
 * not yet give back, as the projection onto it: in the end that onto all patterns, however alike they are, whose diagonal is kept beside
 * the weights (Kanter & Sompolinsky 1987, Phys Rev A 35:380).
 */
export type StorageRule = 'hebb' | 'storkey' | 'pseudo-inverse';
const rules: readonly StorageRule[] = ['hebb', 'storkey', 'pseudo-inverse'];

/** The weights of a symmetric projection hold each pattern that is shown. */
export interface StorageLearner {
  readonly kind: 'storage';
  readonly rule: StorageRule;
  readonly rate: number;
  readonly projection: string;
  readonly trains: readonly string[];
  /** Of the data: the pattern, a number for each cell. */
  readonly field: string;
}

export interface StorageDefinition {
  /** Name of a symmetric projection, such as 'units->units:input#0'. */
  readonly projection: string;
  readonly field: string;
  readonly rule: StorageRule;
  /** Default 1, by which patterns of 1 and -1 have whole weights with Hebb's rule; 1 / cells for Storkey's. Unused by the pseudo-inverse. */
  readonly rate?: number;
}

/** @throws NeurariumError 'description' for a rule that nobody knows, a rate that is none */
export function storePatterns({ projection, field, rule, rate = 1 }: StorageDefinition): StorageLearner {
  const fail = (message: string): never => {
    throw new NeurariumError({ code: 'description', message });
  };
  if (!rules.includes(rule)) fail(`the rule of storePatterns() is '${rule}', expected ${rules.join(', ')}`);
  if (!(rate > 0 && Number.isFinite(rate))) fail(`the rate of storePatterns() is ${rate}, expected more than 0`);
  return { kind: 'storage', rule, rate, projection, trains: [projection], field };
}
