/** What of a demand holds where a run began anew and another network may have come of it. Host and client reckon it alike, without asking. */
import type { AboutPopulation } from './about.ts';
import type { ValueDemand } from './messages.ts';

type Populations = readonly Pick<AboutPopulation, 'name' | 'size' | 'variables'>[];

/** Populations by their names; values of cells or variables that are no longer there are not demanded. */
export function demandAfter(values: readonly ValueDemand[], before: Populations, after: Populations): readonly ValueDemand[] {
  return values.flatMap((value) => {
    const { name } = before[value.population]!;
    const population = after.findIndex((one) => one.name === name);
    const found = after[population];
    if (found === undefined || !Object.hasOwn(found.variables, value.variable)) return [];
    return value.cells === 'all' || value.cells.every((cell) => cell < found.size) ? [{ ...value, population }] : [];
  });
}
