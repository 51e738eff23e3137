/** All that was seen of a run, by step, so that any past moment can be drawn again. Bounded; knows no source, no screen. */
import type { About, Batch, BatchEvent, ValueDemand } from '../../engine/index.ts';
import { MetricSeries } from './metric-series.ts';
import { SpikeStore } from './spike-store.ts';
import { ValueStore } from './value-store.ts';

/** Values of demanded cells; `cells` is 'all' where whole rows come once per batch. */
export interface DemandedValues {
  readonly demand: ValueDemand;
  readonly store: ValueStore;
}

const noPoints = new MetricSeries();
const defaultBytes = 512 * 1024 * 1024;

export class History {
  readonly #about: About;
  readonly #mostBytes: number;
  readonly #spikes: readonly SpikeStore[];
  readonly #values = new Map<string, DemandedValues>();
  readonly #metrics = new Map<string, MetricSeries>();
  readonly #events: BatchEvent[] = [];
  readonly #gaps: { readonly from: number; readonly to: number }[] = [];
  #demands: readonly ValueDemand[] = [];
  #demandNumber = 0;
  #edge: number;
  #first: number;

  constructor(about: About, mostBytes = defaultBytes) {
    this.#about = about;
    this.#mostBytes = mostBytes;
    this.#spikes = about.populations.map(() => new SpikeStore());
    this.#edge = about.firstStep;
    this.#first = about.firstStep;
  }

  /** The first step that is still kept. */
  get first(): number {
    return this.#first;
  }

  /** The step after the last one that was seen. */
  get edge(): number {
    return this.#edge;
  }

  /** Steps whose pictures were dropped, ascending. */
  get gaps(): readonly { readonly from: number; readonly to: number }[] {
    return this.#gaps;
  }

  get events(): readonly BatchEvent[] {
    return this.#events;
  }

  spikes(population: number): SpikeStore {
    return this.#spikes[population]!;
  }

  /** Values of a variable, where they were demanded with these cells. */
  values(demand: ValueDemand): ValueStore | null {
    return this.#values.get(keyOf(demand))?.store ?? null;
  }

  metric(name: string): MetricSeries {
    return this.#metrics.get(name) ?? noPoints;
  }

  /** To be told of what the host is asked to send, before it sends it; `Batch.values` counts in this order. */
  demand(number: number, demands: readonly ValueDemand[]): void {
    this.#demandNumber = number;
    this.#demands = demands;
    for (const demand of demands) {
      const key = keyOf(demand);
      if (this.#values.has(key)) continue;
      const width = demand.cells === 'all' ? this.#about.populations[demand.population]!.size : demand.cells.length;
      this.#values.set(key, { demand, store: new ValueStore(width) });
    }
  }

  append(batch: Batch): void {
    const { step, steps, dropped, measured } = batch;
    if (dropped > 0) this.#gaps.push({ from: step - dropped, to: step });
    for (const spikes of batch.spikes) this.#spikes[spikes.population]!.append(spikes.steps, spikes.cells);
    // Values of an earlier demand may still be on their way.
    const values = batch.demands === this.#demandNumber ? batch.values : [];
    for (const { demand: place, values: rows } of values) {
      const demand = this.#demands[place]!;
      const first = demand.cells === 'all' ? step + steps - 1 : step;
      this.values(demand)!.append(first, rows);
    }
    for (const event of batch.events) this.#events.push(event);
    this.#edge = step + steps;
    for (const { step: after, values: found } of measured) this.measured(found, after);
    this.measured(batch.metrics);
    this.#keepWithin();
  }

  /** Metrics as they are after the last step that was seen, or before the step that is named. */
  measured(metrics: Readonly<Record<string, number>>, step = this.#edge): void {
    for (const [name, value] of Object.entries(metrics)) {
      const series = this.#metrics.get(name) ?? new MetricSeries();
      this.#metrics.set(name, series);
      series.push(step, value);
    }
  }

  get bytes(): number {
    let bytes = 0;
    for (const store of this.#spikes) bytes += store.bytes;
    for (const { store } of this.#values.values()) bytes += store.bytes;
    return bytes;
  }

  /** Forgets the oldest of the largest store until all fits. */
  #keepWithin(): void {
    while (this.bytes > this.#mostBytes) {
      const stores = [...this.#spikes, ...[...this.#values.values()].map(({ store }) => store)];
      const largest = stores.reduce((a, b) => (b.bytes > a.bytes ? b : a));
      const before = largest.bytes;
      largest.dropOldest();
      if (largest.bytes === before) return;
      if (largest instanceof SpikeStore) this.#first = Math.max(this.#first, largest.first + 1);
    }
  }
}

/** The same for demands of the same numbers. */
export function keyOf({ population, variable, cells }: ValueDemand): string {
  return `${population} ${variable} ${cells === 'all' ? 'all' : cells.join(',')}`;
}
