/** The part of a graph's picture that time does not change: places, radii, ways of the connections. Made anew when the network or the size changes. */
import type { About, GraphLayout } from '../../../engine/index.ts';
import { type CellSymbol, SymbolSheet } from '../../picture/symbols.ts';
import type { PanelView } from '../panel.ts';
import { symbolOf } from './cell-symbol.ts';
import { type EdgePaths, edgePaths } from './edge-paths.ts';
import { layoutOf, placed } from './layout.ts';
import { type Answered, askConnections, edgesBySource, type NetworkGraph, networkGraph, sameWays } from './network-graph.ts';
import { type Box, type Fitted, fitted, nearest, type Placement } from './placement.ts';

/** Radii in px. */
const [smallestCell, largestCell] = [2.5, 22];
const [smallestPopulation, largestPopulation] = [9, 48];

export interface Scene {
  readonly about: About;
  readonly width: number;
  readonly height: number;
  readonly text: number;
  readonly graph: NetworkGraph;
  readonly layout: GraphLayout;
  readonly places: Fitted;
  readonly radii: Float32Array;
  readonly symbols: readonly CellSymbol[];
  readonly sheet: SymbolSheet;
  readonly paths: EdgePaths;
  readonly bySource: ReturnType<typeof edgesBySource>;
}

export interface SceneRequest {
  readonly of: readonly string[] | undefined;
  readonly layout: GraphLayout | undefined;
  /** Where nodes may lie. */
  readonly box: Box;
}

export class SceneMaker {
  #scene: Scene | null = null;
  #answers: readonly Answered[] = [];
  #raw: { readonly graph: NetworkGraph; readonly wide: number; readonly layout: GraphLayout; readonly places: Placement } | null =
    null;

  /** The same object as long as nothing changed. */
  scene(view: PanelView, { of, layout, box }: SceneRequest): Scene {
    const { about, width, height, theme, ask } = view;
    const answers = askConnections(about, of, ask);
    const old = this.#scene;
    const sameNetwork = old !== null && old.about === about && areSame(answers, this.#answers);
    if (sameNetwork && old.width === width && old.height === height && old.text === theme.text) return old;
    const graph = sameNetwork ? old.graph : networkGraph(about, of, answers);
    this.#answers = answers;
    const sameSize = old !== null && old.width === width && old.height === height && old.text === theme.text;
    if (sameSize && old.about === about && sameWays(old.graph, graph)) {
      // Weights that are learnt move nothing.
      this.#scene = { ...old, graph };
      return this.#scene;
    }
    const chosen = layoutOf(about, graph, layout);
    const raw = this.#placed(about, graph, chosen, box);
    // Room for the largest node and its loop, as large as they would be without that room.
    const largest = Math.max(0, ...radiiOf(about, graph, fitted(raw, box)));
    const places = fitted(raw, inset(box, graph, largest, theme.text));
    const radii = radiiOf(about, graph, places);
    const symbols = Array.from(graph.population, (p) => symbolOf(about, p));
    const discs = new Float32Array(3 * graph.nodes);
    for (let n = 0; n < graph.nodes; n++) discs.set([places.x[n]!, places.y[n]!, radii[n]!], 3 * n);
    this.#scene = {
      about,
      width,
      height,
      text: theme.text,
      graph,
      layout: chosen,
      places,
      radii,
      symbols,
      sheet: new SymbolSheet(symbols, discs),
      paths: edgePaths(graph, places, radii),
      bySource: edgesBySource(graph),
    };
    return this.#scene;
  }

  /** A layout takes long, so small changes of the size only stretch it. */
  #placed(about: About, graph: NetworkGraph, layout: GraphLayout, { width, height }: Box): Placement {
    const wide = 2 ** (Math.round(2 * Math.log2(Math.max(1, width) / Math.max(1, height))) / 2);
    if (this.#raw === null || !sameWays(this.#raw.graph, graph) || this.#raw.wide !== wide || this.#raw.layout !== layout)
      this.#raw = { graph, wide, layout, places: placed(about, graph, layout, wide) };
    return this.#raw.places;
  }
}

function areSame(a: readonly Answered[], b: readonly Answered[]): boolean {
  return a.length === b.length && a.every((one, k) => one.synapses === b[k]!.synapses && one.why === b[k]!.why);
}

/** Nodes are drawn around their places, loops and labels beyond them. */
function inset({ x, y, width, height }: Box, { of }: NetworkGraph, largest: number, text: number): Box {
  const margin = of === 'cells' ? 1.6 * largest + text : 1.9 * largest + text;
  const [across, down] = [Math.min(margin, width / 3), Math.min(margin, height / 3)];
  return { x: x + across, y: y + down, width: width - 2 * across, height: height - 2 * down };
}

/** No two overlap, as far as they can still be seen; the area of a population is its size. */
function radiiOf({ populations }: About, { of, nodes, population }: NetworkGraph, places: Placement): Float32Array {
  const apart = nearest(places);
  if (of === 'cells') {
    const radius = Math.min(largestCell, Math.max(smallestCell, 0.33 * apart));
    return new Float32Array(nodes).fill(radius);
  }
  const most = Math.max(1, ...Array.from(population, (p) => populations[p]!.size));
  const largest = Math.min(largestPopulation, Math.max(smallestPopulation, 0.3 * apart));
  return Float32Array.from(population, (p) => Math.max(smallestPopulation, largest * Math.sqrt(populations[p]!.size / most)));
}

/** The node nearest to a point, if the point is on it or beside it; -1: none. */
export function nodeAt({ graph, places, radii }: Scene, x: number, y: number): number {
  let [best, least] = [-1, 4];
  for (let n = 0; n < graph.nodes; n++) {
    const beyond = Math.hypot(places.x[n]! - x, places.y[n]! - y) - radii[n]!;
    if (beyond < least) [best, least] = [n, beyond];
  }
  return best;
}

/** The node of a cell; -1 where it is not shown. */
export function nodeOf(
  { of, firstNode }: NetworkGraph,
  cell: { readonly population: number; readonly cell: number } | null,
): number {
  const first = cell === null ? -1 : (firstNode[cell.population] ?? -1);
  return first < 0 || of === 'populations' ? first : first + cell!.cell;
}
