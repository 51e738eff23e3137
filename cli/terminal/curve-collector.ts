/** Keeps numbers over steps in fixed memory, however many come. Knows nothing of what they mean. */

export interface StepCurve {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** Of each curve; when there are more, every second is forgotten, and from then on every second is left out. */
const MOST_POINTS = 4096;

class Points {
  steps: number[] = [];
  values: number[] = [];
  #every = 1;
  #came = 0;

  add(step: number, value: number): void {
    if (this.#came++ % this.#every !== 0) return;
    this.steps.push(step);
    this.values.push(value);
    if (this.steps.length < MOST_POINTS) return;
    this.steps = this.steps.filter((_, k) => k % 2 === 0);
    this.values = this.values.filter((_, k) => k % 2 === 0);
    this.#every *= 2;
  }
}

export class CurveCollector {
  readonly #curves: ReadonlyMap<string, Points>;

  /** Of these names; others are passed over. */
  constructor(names: Iterable<string>) {
    this.#curves = new Map(Array.from(names, (name) => [name, new Points()]));
  }

  /** In ascending order of steps. */
  add(step: number, values: Readonly<Record<string, number>>): void {
    for (const [name, points] of this.#curves) {
      const value = Object.hasOwn(values, name) ? values[name]! : Number.NaN;
      if (Number.isFinite(value)) points.add(step, value);
    }
  }

  /** Empty where nothing came. */
  curve(name: string): StepCurve {
    return this.#curves.get(name) ?? { steps: [], values: [] };
  }
}
