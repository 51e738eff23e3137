/**
 * Nodes in layers, so that connections lead onwards: by the cells' own connections where they are few, else one block of cells per
 * population. What has no connections stands in rows, population by population.
 */
import { Graph, layout } from '@dagrejs/dagre';
import type { NetworkGraph } from './network-graph.ts';
import type { Placement } from './placement.ts';

/** Above these, the layering of single cells takes too long and shows too little. */
const mostNodes = 150;
const mostEdges = 400;

/** @param wide the box's width over its height: layers go across a wide box, and down a tall one */
export function layered(graph: NetworkGraph, wide: number): Placement {
  const { nodes, edges } = graph;
  if (edges.count === 0) return rows(graph, wide);
  if (graph.of === 'populations' || (nodes <= mostNodes && edges.count <= mostEdges)) return byNodes(graph, wide);
  return byPopulations(graph, wide);
}

interface Layered {
  readonly x: number[];
  readonly y: number[];
  readonly routes: (readonly number[] | null)[];
}

function byNodes({ nodes, edges }: NetworkGraph, wide: number): Placement {
  const { x, y, routes } = layers(nodes, edges.source, edges.target, wide);
  const loose = [...x.keys()].filter((n) => Number.isNaN(x[n]!));
  const [left, bottom, width] = [Math.min(...known(x)), Math.max(...known(y)), Math.max(...known(x)) - Math.min(...known(x))];
  const across = Math.max(1, Math.floor(width / 2) + 1);
  loose.forEach((n, k) => {
    x[n] = left + 2 * (k % across);
    y[n] = bottom + 2 * (1 + Math.floor(k / across));
  });
  return { x: Float64Array.from(x), y: Float64Array.from(y), routes, keepsShape: false };
}

/** NaN where a node has no connections. Distances of about 2 between neighbours. */
function layers(nodes: number, source: Uint32Array, target: Uint32Array, wide: number): Layered {
  const dagre = new Graph({ multigraph: true });
  dagre.setGraph({ rankdir: wide >= 1 ? 'LR' : 'TB', nodesep: 1, edgesep: 0.5, ranksep: 3, ranker: 'network-simplex' });
  for (let e = 0; e < source.length; e++) {
    const [from, to] = [String(source[e]), String(target[e])];
    // Also the ends of a loop are nodes; the loop itself needs no room.
    for (const name of [from, to]) if (!dagre.hasNode(name)) dagre.setNode(name, { width: 1, height: 1 });
    if (from !== to) dagre.setEdge(from, to, {}, String(e));
  }
  layout(dagre);
  const [x, y] = [new Array<number>(nodes).fill(Number.NaN), new Array<number>(nodes).fill(Number.NaN)];
  for (const name of dagre.nodes()) {
    const node = dagre.node(name);
    x[Number(name)] = node.x!;
    y[Number(name)] = node.y!;
  }
  const routes = Array.from(source, (from, e) => {
    const to = target[e]!;
    if (from === to) return null;
    const points: { x: number; y: number }[] = dagre.edge(String(from), String(to), String(e)).points ?? [];
    // The first and the last lie on the nodes' borders.
    return points.length < 4 ? null : points.slice(1, -1).flatMap((point) => [point.x, point.y]);
  });
  return { x, y, routes };
}

/** Blocks of cells, layered by the connections between populations. */
function byPopulations(graph: NetworkGraph, wide: number): Placement {
  const { nodes, population, firstNode } = graph;
  const shown = [...new Set(population)];
  const sizes = new Map(shown.map((p) => [p, population.filter((other) => other === p).length]));
  const [along, side] = [new Float64Array(nodes), new Float64Array(nodes)];
  for (const [layer, members] of layersOfPopulations(graph, shown, wide).entries()) {
    const cells = members.reduce((sum, p) => sum + sizes.get(p)!, 0);
    // A layer of many cells is several deep; blocks are a cell apart.
    const deep = Math.max(1, Math.ceil(Math.sqrt(cells / 24)));
    const rowsOf = members.map((p) => Math.ceil(sizes.get(p)! / deep));
    const whole = rowsOf.reduce((sum, rows) => sum + rows, 0) + members.length - 1;
    let before = 0;
    for (const [m, p] of members.entries()) {
      for (let c = 0; c < sizes.get(p)!; c++) {
        const n = firstNode[p]! + c;
        along[n] = layer + ((c % deep) - (deep - 1) / 2) * (0.6 / deep);
        side[n] = (before + Math.floor(c / deep) - (whole - 1) / 2) / whole;
      }
      before += rowsOf[m]! + 1;
    }
  }
  return wide >= 1
    ? { x: along, y: side, routes: null, keepsShape: false }
    : { x: side, y: along, routes: null, keepsShape: false };
}

/** The populations of each layer; those without connections are the last. */
function layersOfPopulations({ population, edges, firstNode }: NetworkGraph, shown: readonly number[], wide: number): number[][] {
  const pairs = new Map<number, readonly [number, number]>();
  for (let e = 0; e < edges.count; e++) {
    const pair = [population[edges.source[e]!]!, population[edges.target[e]!]!] as const;
    pairs.set(pair[0] * firstNode.length + pair[1], pair);
  }
  const ends = [...pairs.values()];
  const [from, to] = [0, 1].map((k) => Uint32Array.from(ends, (pair) => pair[k as 0 | 1]));
  const { x, y } = layers(firstNode.length, from!, to!, wide);
  const [along, side] = wide >= 1 ? [x, y] : [y, x];
  const behind = Math.max(0, ...known(along)) + 1;
  const layerOf = (p: number): number => (Number.isNaN(along[p]!) ? behind : along[p]!);
  const ranks = [...new Set(shown.map(layerOf))].sort((a, b) => a - b);
  return ranks.map((rank) => shown.filter((p) => layerOf(p) === rank).sort((a, b) => (side[a]! || 0) - (side[b]! || 0) || a - b));
}

/** Populations of several cells begin a row; single cells follow each other. */
function rows({ nodes, population }: NetworkGraph, wide: number): Placement {
  const across = Math.max(1, Math.ceil(Math.sqrt(nodes * Math.max(0.2, wide))));
  const [x, y] = [new Float64Array(nodes), new Float64Array(nodes)];
  const sizeOf = (n: number): number => population.reduce((sum, p) => sum + Number(p === population[n]), 0);
  let [column, row] = [0, 0];
  for (let n = 0; n < nodes; n++) {
    const begins = n > 0 && population[n] !== population[n - 1];
    const alone = begins && sizeOf(n) === 1 && sizeOf(n - 1) === 1;
    if (column === across || (begins && !alone)) {
      column = 0;
      row++;
    }
    x[n] = column++;
    y[n] = row;
  }
  return { x, y, routes: null, keepsShape: true };
}

function known(values: readonly number[]): number[] {
  return values.filter((value) => !Number.isNaN(value));
}
