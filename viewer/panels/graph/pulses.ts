/** Spikes on their way along connections: a spike leaves its cell when it is fired and arrives after the delay. */
import { mixed } from '../../picture/mixed.ts';
import type { DiscsItem, PictureItem } from '../../picture/picture.ts';
import type { PanelView, Theme } from '../panel.ts';
import { edgeWidth, signColour } from './edge-items.ts';
import { along, type EdgePaths } from './edge-paths.ts';
import type { edgesBySource, NetworkGraph } from './network-graph.ts';

/** More at once would be a cloud. */
const mostPulses = 1500;
/** Parts of a projection's way, each with the spikes that are there. */
const parts = 10;

/** A delay too short to be seen is drawn as if it were a share of the window. */
export function travelSteps(delay: number, shortest: number): number {
  return Math.max(delay + 1, shortest);
}

/** Of a network of cells. @param shortest time of travel that the eye can follow, in steps */
export function cellPulses(
  view: PanelView,
  graph: NetworkGraph,
  bySource: ReturnType<typeof edgesBySource>,
  paths: EdgePaths,
  radius: number,
  shortest: number,
): PictureItem[] {
  const { history, time, theme } = view;
  const { edges, firstNode } = graph;
  const longest = travelSteps(
    edges.delay.reduce((most, delay) => Math.max(most, delay), 0),
    shortest,
  );
  const found: Record<-1 | 0 | 1, number[]> = { [-1]: [], 0: [], 1: [] };
  let count = 0;
  const place = new Float32Array(2);
  firstNode.forEach((first, population) => {
    if (first < 0) return;
    history
      .spikes(population)
      .visit(Math.ceil(time.cursor - longest), Math.floor(time.cursor) + 1, (steps, cells, begin, end) => {
        for (let k = end - 1; k >= begin && count < mostPulses; k--) {
          const node = first + cells[k]!;
          for (let i = bySource.starts[node]!; i < bySource.starts[node + 1]!; i++) {
            const e = bySource.edges[i]!;
            const share = (time.cursor - steps[k]!) / travelSteps(edges.delay[e]!, shortest);
            if (share > 1) continue;
            along(paths, e, share, place, 0);
            found[edges.sign[e] as -1 | 0 | 1].push(place[0]!, place[1]!, radius);
            count++;
          }
        }
      });
  });
  return toItems(found, theme);
}

/** Of a network of populations: beads whose area is the share of cells that fired. */
export function populationPulses(view: PanelView, graph: NetworkGraph, paths: EdgePaths, shortest: number): PictureItem[] {
  const { about, history, time, theme } = view;
  const { edges } = graph;
  const found: Record<-1 | 0 | 1, number[]> = { [-1]: [], 0: [], 1: [] };
  const place = new Float32Array(2);
  for (let e = 0; e < edges.count; e++) {
    const population = graph.population[edges.source[e]!]!;
    const { spikes, size } = about.populations[population]!;
    if (!spikes) continue;
    const travel = travelSteps(edges.delay[e]!, shortest);
    const part = travel / parts;
    // Parts lie at fixed steps, so that a bead is the same spikes all along its way.
    const newest = Math.floor(time.cursor / part);
    for (let k = newest - parts; k <= newest; k++) {
      const from = Math.ceil(k * part);
      const count = history
        .spikes(population)
        .countBetween(from, Math.min(Math.ceil((k + 1) * part), Math.floor(time.cursor) + 1));
      const share = (time.cursor - k * part) / travel;
      if (count === 0 || share > 1 || share < 0) continue;
      along(paths, e, share, place, 0);
      found[edges.sign[e] as -1 | 0 | 1].push(
        place[0]!,
        place[1]!,
        edgeWidth(graph, edges.strength[e]!) / 2 + Math.min(7, 1 + 14 * Math.sqrt(count / size)),
      );
    }
  }
  return toItems(found, theme);
}

function toItems(found: Readonly<Record<-1 | 0 | 1, number[]>>, theme: Theme): DiscsItem[] {
  return ([-1, 0, 1] as const).flatMap((sign) => {
    const discs = Float32Array.from(found[sign]);
    return discs.length === 0
      ? []
      : [{ kind: 'discs', discs, colours: mixed(signColour(sign, theme), theme.dark ? 0xffffff : 0x000000, 0.3), alpha: 0.95 }];
  });
}
