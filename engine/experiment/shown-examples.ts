/** Examples of a scenario's data as points: what enters a population, and a field of each. */
import { fieldOf } from '../data/index.ts';
import type { ScenarioDescription } from '../describe-scenario.ts';
import { NeurariumError } from '../errors.ts';
import { inputField, inputNumbers } from './fields.ts';
import { type DataRequest, openData } from './open-data.ts';

export interface ShownExamples {
  /** Of each example, as they enter the population. */
  readonly inputs: Float32Array;
  /** Of each example, the numbers of the field. */
  readonly values: Float32Array;
  /** Names, where the field is of classes. */
  readonly classes: readonly string[] | null;
  readonly count: number;
}

/** The first `limit` examples that are trained on. @throws NeurariumError where there are none for this population, or this field */
export async function shownExamples(
  { data: selection, encode }: ScenarioDescription,
  { population, field, limit }: { readonly population: string; readonly field: string; readonly limit: number },
  request: DataRequest,
): Promise<ShownExamples> {
  if (selection === null) refuse('the scenario has no data');
  const encoding = encode.find((one) => one.population === population && 'port' in one);
  if (encoding === undefined) refuse(`no data enter ${population}`);
  const data = (await openData(selection, request))(selection.parts, selection.examples);
  if (data.steps !== 1) refuse(`examples of data set ${data.name} have ${data.steps} steps, expected one`);
  const about = fieldOf(data, field);
  const count = Math.min(limit, data.size);
  const name = encoding.field ?? inputField(data);
  return {
    inputs: joined(count, (example) => inputNumbers(data, name, example, encoding.scale)),
    values: joined(count, (example) => data.values(field, example)),
    classes: about.classes ?? null,
    count,
  };
}

function joined(count: number, of: (example: number) => ArrayLike<number>): Float32Array {
  const all = Array.from({ length: count }, (_, example) => Array.from(of(example))).flat();
  return Float32Array.from(all);
}

function refuse(message: string): never {
  throw new NeurariumError({ code: 'usage', message });
}
