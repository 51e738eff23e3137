/** Which data a scenario uses, and how they enter its network, as plain data. Knows no data. */
import type { ControlValue } from '../controls.ts';
import { type SplitPart, splitParts } from '../data/index.ts';
import { NeurariumError } from '../errors.ts';
import { suggest } from '../suggest.ts';
import type { During } from './of-batches.ts';

/** Examples of some parts of a data set: how many (drawn by the run's seed with classes in proportion), or all. */
export interface DataSelection {
  readonly dataset: string;
  /** Values of the data set's options; defaults hold for the others. */
  readonly options: Readonly<Record<string, ControlValue>>;
  readonly parts: readonly SplitPart[];
  readonly examples: number | 'all';
}

/** Before each example `parameter` of cell i of `population` becomes input i times `scale` (internal units). Inputs lie in 0 to 1. */
export interface ParameterEncoding {
  readonly population: string;
  readonly parameter: string;
  /** Of the data; null: the first field without classes. */
  readonly field: string | null;
  readonly scale: number;
}

/**
 * In each step number i of the field, divided by its maximum, goes to `port` of cell i, times `scale` (internal units). A field of
 * classes goes to one cell per class: the one of the class gets `scale`, the others 0.
 */
export interface PortEncoding {
  readonly population: string;
  readonly port: string;
  readonly field: string | null;
  readonly scale: number;
  /** Of an example, from its beginning, in which it enters; then the network is left to itself. Infinite: all. */
  readonly steps: number;
  /** 'population.port' of what is told 1 while it enters. */
  readonly gates: readonly string[];
  /** In which lessons it enters: of batches alone. */
  readonly during: readonly During[];
}

export type Encoding = ParameterEncoding | PortEncoding;

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** dataset('mnist').split('train', 1000): which examples to use. Their numbers come later, through the host. */
export function dataset(
  name: string,
  options: Readonly<Record<string, ControlValue>> = {},
): { split(parts: SplitPart | readonly SplitPart[], examples?: number | 'all'): DataSelection } {
  if (typeof name !== 'string' || name === '') fail("dataset() without a name, such as dataset('mnist')");
  return {
    split(parts, examples = 'all') {
      return { dataset: name, options, parts: [parts].flat().map(checkPart), examples: checkExamples(examples) };
    },
  };
}

export function checkPart(part: SplitPart): SplitPart {
  return splitParts.includes(part) ? part : fail(`split '${String(part)}' is unknown`, suggest(String(part), splitParts));
}

export function checkExamples(examples: number | 'all'): number | 'all' {
  if (examples === 'all' || (Number.isSafeInteger(examples) && examples >= 1)) return examples;
  return fail(`${String(examples)} examples, expected a whole number of at least 1, or 'all'`);
}
