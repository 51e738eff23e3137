/** Holds the stimuli that act and writes them into the populations' stimulus inputs, step by step. */
import { numbersAt, type Plan } from '../compile/plan.ts';
import type { BatchedExecutor } from '../executors/index.ts';
import type { SimulationEvent } from './events.ts';

type StimulusEvent = Extract<SimulationEvent, { kind: 'stimulus' }>;

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
  readonly #executor: BatchedExecutor;
  #acting: Acting[] = [];

  constructor(plan: Plan, executor: BatchedExecutor) {
    this.#plan = plan;
    this.#executor = executor;
  }

  get any(): boolean {
    return this.#acting.length > 0;
  }

  begin(event: StimulusEvent): void {
    const { lanes, precision, map } = this.#plan;
    const population = this.#plan.populations.find(({ name }) => name === event.population)!;
    const { address } = population.stimulus[event.port]!;
    this.#acting.push({
      population: population.index,
      size: population.size,
      stride: population.stride,
      input: numbersAt(map.memory.buffer, address, lanes * population.stride, precision),
      event,
      until: event.step + event.steps,
    });
  }

  /** Adds what acts in this step, in the order in which it began. */
  apply(step: number): void {
    for (const acting of this.#acting) {
      this.#add(acting);
      this.#executor.markStimulated(acting.population);
    }
    this.#acting = this.#acting.filter(({ until }) => until > step + 1);
  }

  #add({ input, size, stride, event }: Acting): void {
    const { cells, value } = event;
    const count = cells === 'all' ? size : cells.length;
    for (let lane = 0; lane < this.#plan.lanes; lane++) {
      for (let i = 0; i < count; i++) {
        const cell = cells === 'all' ? i : cells[i]!;
        input[lane * stride + cell]! += typeof value === 'number' ? value : value[i]!;
      }
    }
  }
}
