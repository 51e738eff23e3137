/** Work beside a run that is done again as the run goes on, seldom enough that the run itself is hardly slowed. */

/** After work rests so many times the time that it took: it takes less than a fiftieth of the whole. */
const rest = 64;

export class Spaced {
  /** Wall time in ms. */
  readonly #now: () => number;
  /** Of when it was done last; null: never. */
  #step: number | null = null;
  #due = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Does the work unless it was done in this step, or a short while ago. */
  run(step: number, work: () => void): void {
    const begin = this.#now();
    if (this.#step !== null && (this.#step === step || begin < this.#due)) return;
    work();
    const end = this.#now();
    this.#step = step;
    this.#due = end + rest * (end - begin);
  }

  /** It is to be done whenever it is asked for next. */
  again(): void {
    this.#step = null;
  }
}
