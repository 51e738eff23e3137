/** Chooses the layout of a network graph, where none was asked for, and makes it. */
import type { About, GraphLayout } from '../../../engine/index.ts';
import { circular } from './circular.ts';
import { force } from './force.ts';
import { layered } from './layered.ts';
import type { NetworkGraph } from './network-graph.ts';
import type { Placement } from './placement.ts';
import { spatial } from './spatial.ts';

/** Positions of populations say nothing of where a population lies: as nodes they are layered. */
export function layoutOf(about: About, graph: NetworkGraph, wanted: GraphLayout | undefined): GraphLayout {
  const placed = graph.of === 'cells' ? dimensions(about, graph) : 0;
  if (wanted !== undefined && (wanted !== 'spatial' || placed > 0)) return wanted;
  if (placed >= 2) return 'spatial';
  const { nodes, edges } = graph;
  if (graph.of === 'populations') return nodes > 3 && isDense(graph) ? 'circular' : 'layered';
  // Too many to be told apart as layers: around a circle one sees at least from where to where.
  return hasLoops(graph) && edges.count > 400 ? 'circular' : nodes === 0 ? 'circular' : 'layered';
}

export function placed(about: About, graph: NetworkGraph, layout: GraphLayout, wide: number): Placement {
  switch (layout) {
    case 'layered':
      return layered(graph, wide);
    case 'circular':
      return circular(graph);
    case 'force':
      return force(graph, wide);
    case 'spatial':
      return spatial(about, graph);
    default:
      return layout satisfies never;
  }
}

function dimensions({ populations }: About, { population }: NetworkGraph): number {
  return Math.max(0, ...[...new Set(population)].map((p) => populations[p]!.positions?.length ?? 0));
}

/** More than a third of all pairs are connected. */
function isDense({ nodes, edges }: NetworkGraph): boolean {
  const pairs = new Set<number>();
  for (let e = 0; e < edges.count; e++) {
    if (edges.source[e] !== edges.target[e]) pairs.add(edges.source[e]! * nodes + edges.target[e]!);
  }
  return pairs.size > (nodes * (nodes - 1)) / 3;
}

/** Whether a connection leads back into its own population, or to an earlier one. */
function hasLoops({ population, edges }: NetworkGraph): boolean {
  for (let e = 0; e < edges.count; e++) {
    if (population[edges.target[e]!]! <= population[edges.source[e]!]!) return true;
  }
  return false;
}
