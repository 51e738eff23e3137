/** Connections as few items: one per sign and width. An arrow excites, a bar inhibits; so it can be told without colours too. */
import type { Colour, PictureItem } from '../../picture/picture.ts';
import type { Theme } from '../panel.ts';
import type { EdgePaths } from './edge-paths.ts';
import type { NetworkGraph } from './network-graph.ts';

const widths = 4;
/** More heads than this cover each other. */
const mostHeads = 600;

export function signColour(sign: number, { dark, ink }: Theme): Colour {
  if (sign === 0) return ink;
  return sign > 0 ? (dark ? 0xf08a4b : 0xc24e00) : dark ? 0x5fb4ee : 0x0068a8;
}

export function edgeWidth({ of }: NetworkGraph, strength: number): number {
  return of === 'cells' ? 0.7 + 1.5 * strength : 1 + 5 * strength * strength;
}

/** @param which edges to draw; null: all. `colours`: by projection, in place of those of the signs */
export function edgeItems(
  graph: NetworkGraph,
  paths: EdgePaths,
  theme: Theme,
  which: ReadonlySet<number> | null,
  alpha: number,
  colours: readonly number[] | null = null,
): PictureItem[] {
  if (colours === null) return itemsOf(graph, paths, (sign) => signColour(sign, theme), which, alpha);
  const { projection } = graph.edges;
  return [...new Set(colours)].flatMap((colour) => {
    const own = new Set([...projection.keys()].filter((e) => colours[projection[e]!] === colour && which?.has(e) !== false));
    return itemsOf(graph, paths, () => colour, own, alpha);
  });
}

function itemsOf(
  graph: NetworkGraph,
  paths: EdgePaths,
  colourOf: (sign: number) => Colour,
  which: ReadonlySet<number> | null,
  alpha: number,
): PictureItem[] {
  const { edges } = graph;
  const items: PictureItem[] = [];
  // Of a dense bundle the strong ones are what is to be seen.
  const faint = (level: number): number => (edges.count > mostHeads ? alpha * (0.3 + (0.7 * level) / (widths - 1)) : alpha);
  for (const sign of [0, 1, -1]) {
    for (let level = 0; level < widths; level++) {
      const lines: number[] = [];
      const heads: number[] = [];
      for (let e = 0; e < edges.count; e++) {
        if (edges.sign[e] !== sign || levelOf(edges.strength[e]!) !== level || which?.has(e) === false) continue;
        for (let k = 0; k < paths.per; k++)
          lines.push(paths.points[2 * (e * paths.per + k)]!, paths.points[2 * (e * paths.per + k) + 1]!);
        lines.push(Number.NaN, Number.NaN);
        if (sign !== 0 && (which?.size ?? edges.count) <= mostHeads)
          head(heads, paths, e, sign, 3 + edgeWidth(graph, edges.strength[e]!));
      }
      const width = edgeWidth(graph, (level + 1) / widths);
      const colour = colourOf(sign);
      if (lines.length > 0)
        items.push({ kind: 'polyline', points: Float32Array.from(lines), colour, width, alpha: faint(level) });
      if (heads.length > 0)
        items.push({
          kind: 'polyline',
          points: Float32Array.from(heads),
          colour,
          width: Math.max(1.2, width),
          alpha: Math.min(1, alpha * 1.5),
        });
    }
  }
  return items;
}

/** Density makes lines fainter, so that a bundle is no block. */
export function edgeAlpha({ of, edges }: NetworkGraph): number {
  return of === 'populations' ? 0.7 : Math.min(0.75, Math.max(0.06, 9 / Math.sqrt(edges.count + 1)));
}

function levelOf(strength: number): number {
  return Math.min(widths - 1, Math.max(0, Math.ceil(strength * widths) - 1));
}

function head(into: number[], { per, points }: EdgePaths, e: number, sign: number, size: number): void {
  const last = 2 * (e * per + per - 1);
  const [x, y] = [points[last]!, points[last + 1]!];
  const angle = Math.atan2(y - points[last - 1]!, x - points[last - 2]!);
  const point = (turn: number): void => {
    into.push(x + size * Math.cos(angle + turn), y + size * Math.sin(angle + turn));
  };
  if (sign > 0) {
    point(Math.PI - 0.5);
    into.push(x, y);
    point(Math.PI + 0.5);
  } else {
    point(Math.PI / 2);
    point(-Math.PI / 2);
  }
  into.push(Number.NaN, Number.NaN);
}
