/** What changes a simulation from outside, ordered by step. Plain data, so that a trace can hold it and a replay can tell it. */

import type { RateSchedule } from '../training/index.ts';

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
  /** A muted projection sends nothing; what is on its way arrives. */
  | { readonly kind: 'mute'; readonly step: number; readonly projection: string; readonly muted: boolean }
  /** The weight that all synapses of a projection share, in internal units; what is on its way arrives with it. */
  | { readonly kind: 'weight'; readonly step: number; readonly projection: string; readonly value: number }
  /** State back to its initial values, arrivals in flight dropped; parameters and the step's number stay. */
  | { readonly kind: 'reset'; readonly step: number }
  /** A marker without effect: from here on an example is presented, `index` in its part of the data, of class `label`, if it has one. */
  | {
      readonly kind: 'example';
      readonly step: number;
      readonly split: string;
      readonly index: number;
      readonly label: number | null;
    }
  /** From here on a learner by gradients goes by this rate. The simulation itself knows no learner: who teaches it follows. */
  | { readonly kind: 'rate'; readonly step: number; readonly rate: RateSchedule };

export type StimulusEvent = Extract<SimulationEvent, { kind: 'stimulus' }>;

/** What a projection does otherwise than described. */
export type ProjectionEvent = Extract<SimulationEvent, { kind: 'mute' | 'weight' }>;

const none: readonly SimulationEvent[] = [];

/** Events by step; those of one step in the order in which they came. */
export class EventQueue {
  readonly #bySteps = new Map<number, SimulationEvent[]>();

  get any(): boolean {
    return this.#bySteps.size > 0;
  }

  push(event: SimulationEvent): void {
    const due = this.#bySteps.get(event.step);
    if (due === undefined) this.#bySteps.set(event.step, [event]);
    else due.push(event);
  }

  /** Removes and returns the events of a step. */
  take(step: number): readonly SimulationEvent[] {
    const due = this.#bySteps.get(step);
    if (due === undefined) return none;
    this.#bySteps.delete(step);
    return due;
  }

  /** All that are still to come, in order. */
  pending(): SimulationEvent[] {
    return [...this.#bySteps].sort(([a], [b]) => a - b).flatMap(([, events]) => events);
  }

  clear(): void {
    this.#bySteps.clear();
  }
}
