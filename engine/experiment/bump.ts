/** Where the activity of a ring of cells is centred, how sharply, and how fast that moves. Knows no network: places come as angles. */
import type { SpikeFrame } from '../activity.ts';
import { ownMath } from '../kernels/index.ts';

const halfTurn = 4 * ownMath.atan(1);

/** The angle of (x, y), in turns from -1/2 to 1/2; the same bits in every JavaScript engine. */
function turns(x: number, y: number): number {
  // By the half of the angle, which needs no quadrants; straight back it is half a turn.
  const tangent = y / (Math.sqrt(x * x + y * y) + x);
  return Number.isFinite(tangent) ? ownMath.atan(tangent) / halfTurn : 0.5;
}

/** Sums of unit vectors towards the place of each spike (population vectors), one for each bin of `bin` steps from step `from` on. */
export class Bump {
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;
  readonly #from: number;
  readonly #bin: number;
  readonly #bins: { x: number; y: number; spikes: number }[] = [];
  /** Bins that are over. */
  #complete = 0;

  /** `places`: of each cell, along a ring of length `around`. */
  constructor(places: Float64Array, around: number, { from, bin }: { readonly from: number; readonly bin: number }) {
    this.#cosines = places.map((place) => ownMath.cos((2 * halfTurn * place) / around));
    this.#sines = places.map((place) => ownMath.sin((2 * halfTurn * place) / around));
    this.#from = from;
    this.#bin = bin;
  }

  add({ step, count, cells }: SpikeFrame): void {
    const at = Math.floor((step - this.#from) / this.#bin);
    if (at < 0) return;
    while (this.#bins.length <= at) this.#bins.push({ x: 0, y: 0, spikes: 0 });
    const bin = this.#bins[at]!;
    for (let i = 0; i < count; i++) {
      bin.x += this.#cosines[cells[i]!]!;
      bin.y += this.#sines[cells[i]!]!;
    }
    bin.spikes += count;
    this.#complete = Math.floor((step + 1 - this.#from) / this.#bin);
  }

  /** Mean over complete bins with spikes of the length of the mean unit vector: 1 where all fire at one place, 0 all around; null without. */
  length(): number | null {
    const found = this.#bins.slice(0, this.#complete).filter(({ spikes }) => spikes > 0);
    if (found.length === 0) return null;
    return found.reduce((sum, { x, y, spikes }) => sum + Math.sqrt(x * x + y * y) / spikes, 0) / found.length;
  }

  /** Slope of the angle, unwrapped, over time in turns per step, by least squares; null for fewer than 2 complete bins or one without a direction. */
  speed(): number | null {
    const bins = this.#bins.slice(0, this.#complete);
    if (bins.length < 2 || bins.some(({ x, y }) => x === 0 && y === 0)) return null;
    const middle = (bins.length - 1) / 2;
    let [angle, sum, squares] = [0, 0, 0];
    bins.forEach(({ x, y }, k) => {
      const before = bins[k - 1];
      // The turn from one vector to the next: less than half a turn either way.
      if (before !== undefined) angle += turns(before.x * x + before.y * y, before.x * y - before.y * x);
      sum += (k - middle) * angle;
      squares += (k - middle) * (k - middle);
    });
    return sum / squares / this.#bin;
  }
}
