/** Finds the data set that a scenario names, and opens its parts. */
import { declareControls, resolveControls } from '../controls.ts';
import { type Dataset, type DatasetDescription, ofClasses, type SplitPart, stratified, subset } from '../data/index.ts';
import { NeurariumError, within } from '../errors.ts';
import type { Host } from '../host.ts';
import { suggest } from '../suggest.ts';
import type { DataSelection } from '../training/index.ts';
import { labelField } from './fields.ts';

export interface DataRequest {
  readonly datasets: Readonly<Record<string, DatasetDescription>>;
  readonly host: Host;
  readonly seed: number;
}

/**
 * Examples of some parts: all of them as the data set has them, or so many, drawn by the seed. `classes`: those alone, of its first field of
 * classes.
 */
export type OpenParts = (parts: readonly SplitPart[], examples: number | 'all', classes?: readonly string[] | null) => Dataset;

/** @throws NeurariumError 'description' for a data set or an option that nobody knows */
export async function openData({ dataset, options }: DataSelection, { datasets, host, seed }: DataRequest): Promise<OpenParts> {
  const about = Object.hasOwn(datasets, dataset) ? datasets[dataset] : undefined;
  if (about === undefined) {
    throw new NeurariumError({
      code: 'description',
      message: `data set '${dataset}' is unknown`,
      hint: suggest(dataset, Object.keys(datasets)),
    });
  }
  const chosen = within(`data set ${dataset}`, () => resolveControls(declareControls(about.options ?? {}), options));
  const bytes = about.file === null ? new Uint8Array(0) : await host.loadData(about.file);
  return (parts, examples, classes = null) => {
    const all = about.open({ bytes, parts, options: chosen, seed });
    const opened = classes === null ? all : ofClasses(all, labelField(all), classes);
    return examples === 'all' ? opened : subset(opened, stratified(opened, examples, seed));
  };
}
