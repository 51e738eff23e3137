/** All cells of a small population after every step: what a variable did, not only what it is. */
import type { About, ValueDemand } from '../../engine/index.ts';
import { populationNumber } from './cell-numbers.ts';

/** Of larger ones the numbers would be more than a page takes in; they are told once per batch. */
const mostCells = 128;

/** Null where there is no such population or variable. */
export function everyCell(about: About, of: string, variable: string): ValueDemand | null {
  const population = populationNumber(about, of);
  const found = about.populations[population];
  if (found === undefined || !Object.hasOwn(found.variables, variable)) return null;
  const cells = found.size > mostCells ? 'all' : Array.from({ length: found.size }, (_, cell) => cell);
  return { population, variable, cells };
}

/** So many cells of a larger population, evenly chosen, after every step: they tell where all of them are. */
export function someCells(about: About, of: string, variable: string): ValueDemand | null {
  const demand = everyCell(about, of, variable);
  if (demand === null || demand.cells !== 'all') return demand;
  const { size } = about.populations[demand.population]!;
  return { ...demand, cells: Array.from({ length: mostCells }, (_, k) => Math.floor((k * size) / mostCells)) };
}
