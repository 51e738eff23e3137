/**
 * Errors on their way back through a network that learns: beads from the target of each connection to its source, as large as the
 * derivative of the loss by its weight, on a scale of factors below the largest that was seen.
 */
import type { PictureItem } from '../../picture/picture.ts';
import type { PanelView, Theme } from '../panel.ts';
import { along, type EdgePaths } from './edge-paths.ts';
import type { GraphEdges, NetworkGraph } from './network-graph.ts';

/** A derivative this many powers of ten below the largest is no longer seen. */
const decades = 3;
/** Share of the window in which a bead goes along its connection. */
const travelShare = 1 / 4;
const mostBeads = 1500;

export function flowColour({ populations }: Theme): number {
  return populations[4]!;
}

export class ErrorFlow {
  #largest = 0;
  #edges: GraphEdges | null = null;

  /** Whether any error goes back. */
  take({ edges }: NetworkGraph): boolean {
    if (edges !== this.#edges)
      for (const gradient of edges.gradient) if (Math.abs(gradient) > this.#largest) this.#largest = Math.abs(gradient);
    this.#edges = edges;
    return this.#largest > 0;
  }

  items({ time, theme, calm }: PanelView, { edges }: NetworkGraph, paths: EdgePaths): PictureItem[] {
    const beads: number[] = [];
    const place = new Float32Array(2);
    const phase = calm ? 0.5 : (time.cursor / Math.max(1, (time.to - time.from) * travelShare)) % 1;
    for (let e = 0; e < edges.count && beads.length < 3 * mostBeads; e++) {
      const size = 1 + Math.log10(Math.abs(edges.gradient[e]!) / this.#largest) / decades;
      // Also where the derivative is not known.
      if (!(size > 0.05)) continue;
      // Beads of different connections do not march in step.
      along(paths, e, 1 - ((phase + 0.618 * e) % 1), place, 0);
      beads.push(place[0]!, place[1]!, 0.8 + 2.6 * size);
    }
    return beads.length === 0 ? [] : [{ kind: 'discs', discs: Float32Array.from(beads), colours: flowColour(theme), alpha: 0.9 }];
  }
}
