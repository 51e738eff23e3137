/** Holds the stimuli that act and writes them into the populations' stimulus inputs, step by step. */
import { numbersAt, type Plan } from '../compile/plan.ts';
import type { Executor } from '../executors/index.ts';
import { findPopulation } from './event-check.ts';
import type { StimulusEvent } from './events.ts';

interface Acting {
  readonly population: number;
  readonly size: number;
  readonly stride: number;
  readonly input: Float64Array | Float32Array;
  readonly event: StimulusEvent;
  /** First step in which it no longer acts. */
  readonly until: number;
}

export class StimulusInputs {
  readonly #plan: Plan;
  readonly #executor: Executor;
  #acting: Acting[] = [];
  /** The earliest `until` of those that act. */
  #firstEnd = Number.POSITIVE_INFINITY;

  constructor(plan: Plan, executor: Executor) {
    this.#plan = plan;
    this.#executor = executor;
  }

  get any(): boolean {
    return this.#acting.length > 0;
  }

  /** What acts in the coming step, in the order in which it began. */
  get events(): StimulusEvent[] {
    return this.#acting.map(({ event }) => event);
  }

  begin(event: StimulusEvent): void {
    const population = findPopulation(this.#plan, event.population);
    const until = event.step + event.steps;
    if (until === event.step) return;
    this.#acting.push({
      population: population.index,
      size: population.size,
      stride: population.stride,
      input: this.#input(population.stimulus[event.port]!.address, population.stride),
      event,
      until,
    });
    this.#firstEnd = Math.min(this.#firstEnd, until);
  }

  /** Adds what acts in this step, in the order in which it began. */
  apply(step: number): void {
    for (const acting of this.#acting) {
      for (let lane = 0; lane < this.#plan.lanes; lane++) add(acting, lane * acting.stride);
      this.#executor.markStimulated(acting.population);
    }
    if (this.#firstEnd > step + 1) return;
    this.#acting = this.#acting.filter(({ until }) => until > step + 1);
    this.#firstEnd = this.#acting.reduce((first, { until }) => Math.min(first, until), Number.POSITIVE_INFINITY);
  }

  /** Ends all that act. */
  clear(): void {
    this.#acting = [];
    this.#firstEnd = Number.POSITIVE_INFINITY;
  }

  /** Drops what was written for a step that failed before every population had read it. */
  wipe(): void {
    for (const { stimulus, stride } of this.#plan.populations) {
      for (const { address } of Object.values(stimulus)) this.#input(address, stride).fill(0);
    }
  }

  #input(address: number, stride: number): Float64Array | Float32Array {
    const { lanes, precision, map } = this.#plan;
    return numbersAt(map.memory.buffer, address, lanes * stride, precision);
  }
}

/** Four loops, since a stimulus of all cells runs over them in every step. `first`: index of the lane's first cell. */
function add({ input, size, event: { cells, value } }: Acting, first: number): void {
  if (cells === 'all') {
    if (typeof value === 'number') for (let i = 0; i < size; i++) input[first + i]! += value;
    else for (let i = 0; i < size; i++) input[first + i]! += value[i]!;
  } else if (typeof value === 'number') {
    for (let i = 0; i < cells.length; i++) input[first + cells[i]!]! += value;
  } else {
    for (let i = 0; i < cells.length; i++) input[first + cells[i]!]! += value[i]!;
  }
}
