/** Measures what a network that learns in batches answers: of the latest updates, or of a whole validation or test. */
import type { Dataset } from '../data/index.ts';
import type { BatchNetwork } from '../learning/index.ts';
import type { BatchMetric, During } from '../training/index.ts';
import { type Confusion, type Counter, counterOf } from './counters/index.ts';

export class BatchMeter {
  readonly metric: BatchMetric;
  readonly #network: BatchNetwork;
  #counter: Counter<unknown> | null = null;
  /** Of the latest batches; where the network is only asked, and where all count, of all together. */
  #latest: unknown[] = [];
  #isSumOfAll = false;

  constructor(metric: BatchMetric, network: BatchNetwork) {
    this.metric = metric;
    this.#network = network;
  }

  /** Examples of another data set, or of another stage, come. `updates`: whether the network changes meanwhile. */
  begin(during: During, data: Dataset, updates: boolean): void {
    if (this.metric.during !== during) return;
    this.#counter = counterOf(this.metric, this.#network, data);
    const countsOn = updates && this.#isSumOfAll && this.metric.over === Number.POSITIVE_INFINITY;
    this.#isSumOfAll = !updates || this.metric.over === Number.POSITIVE_INFINITY;
    if (this.#isSumOfAll && !countsOn) this.#latest = [this.#counter.nothing()];
  }

  add(during: During, examples: Uint32Array, firstStep: number): void {
    const counter = this.#counter;
    if (this.metric.during !== during || counter === null) return;
    if (this.#isSumOfAll) return counter.count(examples, firstStep, this.#latest[0]);
    const sums = counter.nothing();
    counter.count(examples, firstStep, sums);
    this.#latest.push(sums);
    if (this.#latest.length > this.metric.over) this.#latest.shift();
  }

  /** Null before anything was asked, and, of so many updates together, before there were as many. */
  get value(): number | null {
    const counter = this.#counter;
    if (counter === null || (!this.#isSumOfAll && this.#latest.length < this.metric.over)) return null;
    return counter.value(this.#all(counter));
  }

  /** Null for what is not asked of classes, and before anything was. */
  get confusion(): Confusion | null {
    const counter = this.#counter;
    return counter?.confusion?.(this.#all(counter)) ?? null;
  }

  #all(counter: Counter<unknown>): unknown {
    const all = counter.nothing();
    for (const one of this.#latest) counter.join(all, one);
    return all;
  }
}
