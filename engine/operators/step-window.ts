/** Counts steps into windows of equal length, without allocating. Knows no frames. */

/**
 * Windows begin with the first step seen and follow each other without gap. Every step is expected once, ascending; where the
 * next one is another (a replay that seeks) a new window begins there and the unfinished one is given up. Length Infinity: one
 * window.
 */
export class StepWindow {
  readonly length: number;
  /** First step of the current window; -1 before any. */
  first = -1;
  /** The step after the latest seen. */
  next = -1;

  constructor(length: number) {
    this.length = length;
  }

  /** To be called first for each step; true when the step lies in a new window. */
  enter(step: number): boolean {
    const fresh = step !== this.next || this.next - this.first >= this.length;
    if (fresh) this.first = step;
    this.next = step + 1;
    return fresh;
  }

  /** True when the step just entered is the last of its window. */
  get full(): boolean {
    return this.next - this.first >= this.length;
  }
}
