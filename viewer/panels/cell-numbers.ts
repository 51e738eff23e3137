/** One number per cell at the cursor: the values of a variable, or rates in the window before it. */
import type { About, ValueDemand } from '../../engine/index.ts';
import type { PanelView } from './panel.ts';

export function populationNumber({ populations }: About, name: string): number {
  return populations.findIndex((one) => one.name === name);
}

export function demandOf(about: About, of: string, variable: string | undefined): ValueDemand[] {
  const population = populationNumber(about, of);
  return population < 0 || variable === undefined ? [] : [{ population, variable, cells: 'all' }];
}

/** Null where nothing was told of the variable. */
export function cellNumbers(view: PanelView, of: string, variable: string | undefined): ArrayLike<number> | null {
  const { about, history, time } = view;
  const population = populationNumber(about, of);
  if (population < 0) return null;
  if (variable !== undefined) return history.values({ population, variable, cells: 'all' })?.at(time.cursor)?.values ?? null;
  const to = Math.floor(time.cursor) + 1;
  const from = Math.max(about.firstStep, Math.ceil(time.from));
  return to > from ? ratesBetween(view, population, from, to) : null;
}

/** Hz, of each cell. */
export function ratesBetween({ about, history }: PanelView, population: number, from: number, to: number): Float64Array {
  const rates = new Float64Array(about.populations[population]!.size);
  const one = 1000 / ((to - from) * about.dt);
  history.spikes(population).visit(from, to, (_steps, cells, begin, end) => {
    for (let k = begin; k < end; k++) rates[cells[k]!]! += one;
  });
  return rates;
}

export function unitOf({ populations }: About, of: string, variable: string | undefined): string {
  return variable === undefined ? 'Hz' : (populations.find(({ name }) => name === of)?.variables[variable]?.unit ?? '1');
}
