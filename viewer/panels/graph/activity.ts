/** How active each node is at the cursor: from 0 to 1 for spikes, and the values of cells that have no spikes. Draws nothing. */
import type { About, ValueDemand } from '../../../engine/index.ts';
import type { PanelView } from '../panel.ts';
import { type Extent, RunningExtent } from '../value-extent.ts';
import type { NetworkGraph } from './network-graph.ts';

/** Share of the window after which a glow has faded to 1 / e: long enough to be seen, short enough to tell moments apart. */
const glowShare = 1 / 16;
/** Populations with more cells are not asked for all their values. */
const mostValues = 4096;

/** Time constant of the glow, in steps: a tenth of a second of looking, if the window goes by in some seconds. */
export function glowSteps({ time }: PanelView): number {
  return Math.max(1, (time.to - time.from) * glowShare);
}

/** The variable by which cells without spikes are coloured. */
export function shownVariable(about: About, population: number): string | null {
  const { spikes, variables, size } = about.populations[population]!;
  return spikes || size > mostValues ? null : (Object.keys(variables)[0] ?? null);
}

export function valueDemand(about: About, population: number): ValueDemand | null {
  const variable = shownVariable(about, population);
  return variable === null ? null : { population, variable, cells: 'all' };
}

export class NodeActivity {
  /** Per node, from 0 to 1; of populations the rate on a logarithmic scale. */
  readonly glow: Float32Array;
  /** Per node; NaN where it spikes, or where nothing is known. */
  readonly value: Float64Array;
  /** Hz, of populations; NaN where they do not spike. */
  readonly rate: Float64Array;
  readonly #last: Float64Array;
  readonly #extents = new Map<number, RunningExtent>();

  constructor(nodes: number) {
    this.glow = new Float32Array(nodes);
    this.value = new Float64Array(nodes);
    this.rate = new Float64Array(nodes);
    this.#last = new Float64Array(nodes);
  }

  /** Least and greatest value of a population in all that was seen; null where there is none. */
  extent(population: number): Extent | null {
    return this.#extents.get(population)?.extent ?? null;
  }

  update(view: PanelView, graph: NetworkGraph): void {
    const { about } = view;
    const tau = glowSteps(view);
    this.#last.fill(Number.NEGATIVE_INFINITY);
    this.value.fill(Number.NaN);
    this.rate.fill(Number.NaN);
    graph.firstNode.forEach((first, population) => {
      if (first < 0) return;
      if (!about.populations[population]!.spikes) this.#readValues(view, graph, population, first);
      else if (graph.of === 'cells') this.#readSpikes(view, population, first, tau);
      else this.#readRate(view, population, first, tau);
    });
    const { cursor } = view.time;
    for (let n = 0; n < graph.nodes; n++) {
      if (graph.of === 'cells') this.glow[n] = Math.exp((this.#last[n]! - cursor) / tau);
      else this.glow[n] = Number.isNaN(this.rate[n]!) ? 0 : Math.min(1, Math.log1p(this.rate[n]!) / Math.log1p(100));
    }
  }

  /** The last spike of each cell decides. */
  #readSpikes({ history, time }: PanelView, population: number, first: number, tau: number): void {
    const last = this.#last;
    history
      .spikes(population)
      .visit(Math.ceil(time.cursor - 6 * tau), Math.floor(time.cursor) + 1, (steps, cells, begin, end) => {
        for (let k = begin; k < end; k++) last[first + cells[k]!] = steps[k]!;
      });
  }

  #readRate({ about, history, time }: PanelView, population: number, node: number, tau: number): void {
    const steps = Math.max(1, Math.round(Math.min(2 * tau, time.cursor - about.firstStep + 1)));
    const to = Math.floor(time.cursor) + 1;
    const count = history.spikes(population).countBetween(to - steps, to);
    this.rate[node] = (1000 * count) / (about.populations[population]!.size * steps * about.dt);
  }

  #readValues({ about, history, time }: PanelView, graph: NetworkGraph, population: number, first: number): void {
    const demand = valueDemand(about, population);
    const store = demand === null ? null : history.values(demand);
    const row = store?.at(time.cursor) ?? null;
    if (store === null || row === null) return;
    const extent = this.#extents.get(population) ?? new RunningExtent();
    this.#extents.set(population, extent);
    extent.update(store, history.edge);
    if (graph.of === 'cells') this.value.set(row.values, first);
    else this.value[first] = row.values.reduce((sum, value) => sum + value, 0) / row.values.length;
  }
}
