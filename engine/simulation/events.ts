/** What changes a simulation from outside, ordered by step. Plain data, so that a trace can hold it and a replay can tell it. */

/** Cells of a population: all, or these. */
export type Cells = 'all' | Uint32Array;

export type SimulationEvent =
  | {
      readonly kind: 'set';
      readonly step: number;
      readonly population: string;
      readonly parameter: string;
      readonly value: number | Float64Array;
    }
  /** Adds `value` (internal units) to a port in `steps` steps from `step` on: one arrival per step, or a value held. */
  | {
      readonly kind: 'stimulus';
      readonly step: number;
      readonly population: string;
      readonly port: string;
      readonly cells: Cells;
      /** One number, or one for each of the cells. */
      readonly value: number | Float64Array;
      /** May be infinite. */
      readonly steps: number;
    }
  /** State back to its initial values, arrivals in flight dropped; parameters and the step's number stay. */
  | { readonly kind: 'reset'; readonly step: number }
  /** A marker without effect: from here on the named example of the data is presented. */
  | { readonly kind: 'example'; readonly step: number; readonly split: string; readonly index: number; readonly label: number };

/** Events by step; those of one step in the order in which they came. */
export class EventQueue {
  readonly #events: SimulationEvent[] = [];

  /** The step of the earliest event, Infinity if there is none. */
  get nextStep(): number {
    return this.#events[0]?.step ?? Number.POSITIVE_INFINITY;
  }

  push(event: SimulationEvent): void {
    // Mostly in order already: search from the end.
    let at = this.#events.length;
    while (at > 0 && this.#events[at - 1]!.step > event.step) at--;
    this.#events.splice(at, 0, event);
  }

  /** Removes and returns the events due at a step. */
  take(step: number): SimulationEvent[] {
    let due = 0;
    while (due < this.#events.length && this.#events[due]!.step <= step) due++;
    return this.#events.splice(0, due);
  }
}
