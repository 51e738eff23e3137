/** Says which of ever more moments are told, so that a run of any length tells some thousand. Knows no moment. */

/** So many are told before every second of the next is left out, and so on. */
const mostDense = 500;

/** All of the first, then every 2nd, every 4th, ...: of 10^6 moments 5,500. The same ones in every run. */
export class Sparser {
  #every = 1;
  #told = 0;
  #moment = 0;

  /** Whether the moment that comes next is told. */
  next(): boolean {
    const isDue = this.#moment++ % this.#every === 0;
    if (isDue && ++this.#told % mostDense === 0) this.#every *= 2;
    return isDue;
  }
}
