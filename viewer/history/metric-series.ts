/** The values of one metric at steps of a run, ascending: filled at the end, read anywhere. Bounded: what is old becomes sparser. */

/** Beyond these, every second point is given up. */
const mostPoints = 131_072;

export class MetricSeries {
  #steps = new Float64Array(256);
  #values = new Float64Array(256);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The step after which it was measured. */
  step(place: number): number {
    return this.#steps[place]!;
  }

  value(place: number): number {
    return this.#values[place]!;
  }

  /** Later than all others, or at the same step in place of the last one. */
  push(step: number, value: number): void {
    if (this.#count > 0 && this.#steps[this.#count - 1] === step) {
      this.#values[this.#count - 1] = value;
      return;
    }
    if (this.#count === mostPoints) this.#thin();
    if (this.#count === this.#steps.length) {
      this.#steps = doubled(this.#steps);
      this.#values = doubled(this.#values);
    }
    this.#steps[this.#count] = step;
    this.#values[this.#count++] = value;
  }

  /** How many points lie at or before a step. */
  upTo(step: number): number {
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#steps[middle]! <= step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #thin(): void {
    this.#count /= 2;
    for (let k = 0; k < this.#count; k++) {
      this.#steps[k] = this.#steps[2 * k + 1]!;
      this.#values[k] = this.#values[2 * k + 1]!;
    }
  }
}

function doubled(from: Float64Array): Float64Array<ArrayBuffer> {
  const to = new Float64Array(2 * from.length);
  to.set(from);
  return to;
}
