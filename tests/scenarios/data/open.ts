/** Opens a data set of the index as an experiment does: its file through the host, defaults for the options that are not given. */
import { nodeHost } from '../../../cli/host.ts';
import { type ControlValue, type Dataset, dataset, openData, type SplitPart } from '../../../engine/index.ts';
import { datasets } from '../../../scenarios/data/index.ts';

export interface Opening {
  readonly options?: Readonly<Record<string, ControlValue>>;
  readonly parts?: SplitPart | readonly SplitPart[];
  readonly seed?: number;
}

export async function opened(name: string, { options = {}, parts = 'train', seed = 1 }: Opening = {}): Promise<Dataset> {
  const open = await openData(dataset(name, options).split(parts), { datasets, host: nodeHost(), seed });
  return open([parts].flat(), 'all');
}

/** Of the first `count` examples: a copy of each one's numbers. */
export function examplesOf(data: Dataset, field: string, count = data.size): number[][] {
  return Array.from({ length: count }, (_, example) => Array.from(data.values(field, example)));
}

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function variance(values: readonly number[]): number {
  const about = mean(values);
  return mean(values.map((value) => (value - about) ** 2));
}
