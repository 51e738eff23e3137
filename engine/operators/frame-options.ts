/** Where operators learn step length and population size: from the source, or from their options. Knows no single operator. */
import type { Observable } from 'rxjs';
import { NeurariumError, within } from '../errors.ts';
import { type FrameGrid, FrameStream } from '../frame-stream.ts';
import { checkDt, toSteps } from '../steps.ts';
import { parseQuantity, type Quantity } from '../units.ts';

/**
 * `dt` and `size` are read from a FrameStream, also behind operators of RxJS; any other Observable of frames needs them given.
 */
export interface FrameOptions {
  /** Length of a step in ms. */
  readonly dt?: number;
  /** Number of cells of the population. */
  readonly size?: number;
  /** The one lane of the batch that is looked at; frames of others are passed over. Default 0. */
  readonly lane?: number;
}

/** A time such as '5 ms', or a number of steps. */
export type StepCount = Quantity<'ms'> | number;

/** Step length and size as far as asked for; options go before the source. @throws NeurariumError */
export class SourceGrid {
  readonly #operator: string;
  readonly #grid: Partial<FrameGrid>;

  constructor(operator: string, source: Observable<unknown>, options: FrameOptions) {
    this.#operator = operator;
    const own: Partial<FrameGrid> = source instanceof FrameStream ? source : {};
    const dt = options.dt ?? own.dt;
    const size = options.size ?? own.size;
    if (dt !== undefined) within(operator, () => checkDt(dt));
    if (size !== undefined && !(size >= 0 && Number.isInteger(size)))
      this.#refuse(`size is ${size}, expected a whole number of cells`);
    this.#grid = { ...(dt === undefined ? {} : { dt }), ...(size === undefined ? {} : { size }) };
  }

  get dt(): number {
    return this.#grid.dt ?? this.#missing('dt', 'the step length in ms');
  }

  get size(): number {
    return this.#grid.size ?? this.#missing('size', 'the number of cells');
  }

  /** Undefined where neither source nor options say. */
  get sizeIfKnown(): number | undefined {
    return this.#grid.size;
  }

  /** '5 ms' -> 50 at dt 0.1; a number is steps already. Must come out a whole number of steps, at least one. */
  steps(count: StepCount, what: string): number {
    if (typeof count === 'number') {
      if (Number.isInteger(count) && count >= 1) return count;
      return this.#refuse(
        `${what} is ${count} steps, expected a whole number of at least 1`,
        "Write a time such as '5 ms', or whole steps.",
      );
    }
    return within(this.#operator, () => {
      const steps = toSteps(parseQuantity(count, 'ms', what), this.dt, what);
      return steps >= 1 ? steps : this.#refuse(`${what} is '${count}', expected at least one step`);
    });
  }

  #missing(name: 'dt' | 'size', meaning: string): never {
    return this.#refuse(
      `'${name}' (${meaning}) is not known: the source is not a frame stream of a population`,
      `Take spikes$ or values$ of a population, or give ${this.#operator} { ${name} } as option.`,
    );
  }

  #refuse(reason: string, hint?: string): never {
    throw new NeurariumError({ code: 'usage', message: `${this.#operator}: ${reason}`, hint });
  }
}
