/** A network as the neural network zoo draws it: populations as columns of cell symbols, from the inputs at the left to the outputs. Pure. */
import type { Theme } from '../panels/panel.ts';
import { mixed } from '../picture/mixed.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { type CellSymbol, SymbolSheet } from '../picture/symbols.ts';
import type { CatalogueEntry, CataloguePopulation } from './catalogue.ts';

/** How active the drawn cells of a population are, 0 to 1 each; null where nothing is known. */
export type ChartActivity = (population: number) => ArrayLike<number> | null;

const mostColumns = 9;
const mostRows = 5;
/** So many lines between two columns can be told apart. */
const mostLines = 40;

interface Placed {
  readonly population: number;
  readonly x: number;
  readonly ys: readonly number[];
}

/** How many cells of each population are drawn. */
export function drawnCells({ populations }: CatalogueEntry): number[] {
  const rows = populations.length > mostColumns ? 1 : mostRows;
  return populations.map(({ size }) => Math.min(size, rows));
}

export function zooChart(entry: CatalogueEntry, width: number, height: number, theme: Theme, activity: ChartActivity): Picture {
  const { populations, connections } = entry;
  const many = populations.length > mostColumns;
  const [placed, radius] = many ? gridded(entry, width, height) : columned(entry, width, height);
  const items: PictureItem[] = [];
  for (const { from, to, trainable } of connections) {
    const [a, b] = [placed[from]!, placed[to]!];
    const colour = trainable ? theme.accent : theme.faint;
    items.push({ kind: 'polyline', points: a === b ? loops(a, radius) : lines(a, b, radius), colour, width: 1, alpha: 0.45 });
  }
  for (const { population, x, ys } of placed) {
    const {
      function: [family],
      behaviour,
      signal,
    } = populations[population]!;
    const marks: CellSymbol['marks'] = [
      ...(behaviour === 'probabilistic' ? (['ring'] as const) : []),
      ...(signal === 'spike' ? (['triangle'] as const) : []),
    ];
    const symbols = ys.map((): CellSymbol => ({ family: family!, marks }));
    const sheet = new SymbolSheet(symbols, Float32Array.from(ys.flatMap((y) => [x, y, radius])));
    const alive = activity(population);
    const glow = theme.dark ? 0xffffff : 0xfff3b0;
    const rest = theme.dark ? 0x000000 : 0xffffff;
    const fills = sheet.colours.map((colour, k) =>
      alive === null ? colour : mixed(mixed(colour, rest, 0.25), glow, 0.85 * Math.min(1, alive[k]!)),
    );
    items.push(...sheet.items(fills, new Uint32Array(ys.length).fill(theme.ink), 0x1d2430));
  }
  return { width, height, items };
}

function columned(entry: CatalogueEntry, width: number, height: number): [Placed[], number] {
  const { populations } = entry;
  const drawn = drawnCells(entry);
  const order = [...populations.keys()].sort((a, b) => rank(populations[a]!) - rank(populations[b]!) || a - b);
  const radius = Math.min(11, (height / mostRows) * 0.4, (width / (order.length + 1)) * 0.3);
  const placed: Placed[] = [];
  order.forEach((population, column) => {
    const x = (width * (column + 0.5 + 0.3)) / (order.length + 0.6);
    const count = drawn[population]!;
    const apart = Math.min(radius * 2.9, (height - 8) / count);
    const ys = Array.from({ length: count }, (_, k) => height / 2 + (k - (count - 1) / 2) * apart);
    placed[population] = { population, x, ys };
  });
  return [placed, radius];
}

/** One symbol each, row by row, as cells of a table. */
function gridded({ populations }: CatalogueEntry, width: number, height: number): [Placed[], number] {
  const columns = Math.ceil(Math.sqrt((populations.length * width) / height));
  const rows = Math.ceil(populations.length / columns);
  const radius = Math.min(11, (height / rows) * 0.36, (width / columns) * 0.36);
  const placed = populations.map((_, population): Placed => {
    const x = ((population % columns) + 0.5) * (width / columns);
    const y = (Math.floor(population / columns) + 0.5) * (height / rows);
    return { population, x, ys: [y] };
  });
  return [placed, radius];
}

function rank({ function: [family] }: CataloguePopulation): number {
  return family === 'input' ? 0 : family === 'hidden' ? 1 : 2;
}

/** From each cell to each other, or evenly chosen ones of them. */
function lines(a: Placed, b: Placed, radius: number): Float32Array {
  const points: number[] = [];
  const pairs = a.ys.length * b.ys.length;
  const every = Math.max(1, Math.ceil(pairs / mostLines));
  const side = b.x > a.x ? radius : -radius;
  for (let pair = 0; pair < pairs; pair += every) {
    const [from, to] = [a.ys[Math.floor(pair / b.ys.length)]!, b.ys[pair % b.ys.length]!];
    points.push(a.x + side, from, b.x - side, to, Number.NaN, Number.NaN);
  }
  return Float32Array.from(points);
}

/** Arcs at the side of a column: the population feeds itself. */
function loops({ x, ys }: Placed, radius: number): Float32Array {
  const points: number[] = [];
  for (const y of ys) {
    for (let k = 0; k <= 8; k++) {
      const angle = -2.2 + (k / 8) * 4.4;
      points.push(x + radius * (1.25 + 0.55 * Math.cos(angle)), y + radius * 0.6 * Math.sin(angle));
    }
    points.push(Number.NaN, Number.NaN);
  }
  return Float32Array.from(points);
}
