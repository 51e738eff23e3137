/** Nodes that repel each other and are pulled together by their connections, until they rest. The same network gives the same places. */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import type { NetworkGraph } from './network-graph.ts';
import type { Placement } from './placement.ts';

/** More links than this change little and cost much. */
const mostLinks = 4000;
const spacing = 30;

/** @param wide the box's width over its height */
export function force({ nodes, edges }: NetworkGraph, wide: number): Placement {
  const around = nodes === 0 ? 0 : (2 * Math.PI) / nodes;
  const radius = spacing * Math.sqrt(nodes);
  const bodies: SimulationNodeDatum[] = Array.from({ length: nodes }, (_, n) => ({
    x: radius * Math.cos(n * around),
    y: radius * Math.sin(n * around),
  }));
  const every = Math.max(1, Math.ceil(edges.count / mostLinks));
  const links: { source: number; target: number }[] = [];
  for (let e = 0; e < edges.count; e += every) {
    const [source, target] = [edges.source[e]!, edges.target[e]!];
    if (source !== target) links.push({ source, target });
  }
  const pull = 0.04;
  forceSimulation(bodies)
    .randomSource(sequence())
    .force('link', forceLink(links).distance(spacing * 1.5))
    .force('charge', forceManyBody().strength(-spacing * 3))
    .force('collide', forceCollide(spacing * 0.5))
    .force('x', forceX(0).strength(pull / Math.max(1, wide)))
    .force('y', forceY(0).strength(pull * Math.max(1, wide)))
    .stop()
    .tick(nodes > 150 ? 150 : 300);
  return {
    x: Float64Array.from(bodies, (body) => body.x!),
    y: Float64Array.from(bodies, (body) => body.y!),
    routes: null,
    keepsShape: true,
  };
}

/** Numbers in [0, 1), always the same: d3 uses them to part nodes that lie on each other. */
function sequence(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
