/** Takes events in, keeps them until their step, and lets them take effect there. Runs no step. */
import { Subject } from 'rxjs';
import { fillCoefficients, writeParameter } from '../compile/index.ts';
import type { Plan } from '../compile/plan.ts';
import type { Executor } from '../executors/index.ts';
import { loadDynamics, saveDynamics } from './checkpoint.ts';
import { checkEvent, findPopulation } from './event-check.ts';
import { EventQueue, type SimulationEvent } from './events.ts';
import { StimulusInputs } from './stimulus-inputs.ts';

export class EventIntake {
  /** Emits each event as soon as it has taken effect. */
  readonly effective = new Subject<SimulationEvent>();
  readonly #plan: Plan;
  readonly #executor: Executor;
  readonly #queue = new EventQueue();
  readonly #inputs: StimulusInputs;
  readonly #initial: Uint8Array;

  /** To be made before the first step: `reset` leads back to what the memory holds now. */
  constructor(plan: Plan, executor: Executor) {
    this.#plan = plan;
    this.#executor = executor;
    this.#inputs = new StimulusInputs(plan, executor);
    this.#initial = saveDynamics(plan);
  }

  /** `nextStep`: the earliest step that can still get events. @throws NeurariumError for what does not fit */
  schedule(event: SimulationEvent, nextStep: number): void {
    checkEvent(event, this.#plan, nextStep);
    this.#queue.push(event);
  }

  /** To be called at the start of each step. */
  meet(step: number): void {
    if (this.#queue.any) for (const event of this.#queue.take(step)) this.#apply(event);
    if (this.#inputs.any) this.#inputs.apply(step);
  }

  /** Stimuli that still act, in the order in which they began; then what is queued, ascending by step. */
  pending(): SimulationEvent[] {
    return [...this.#inputs.events, ...this.#queue.pending()];
  }

  /** Replaces all by what was `pending` when `step` came next. */
  restore(events: readonly SimulationEvent[], step: number): void {
    this.#queue.clear();
    this.#inputs.clear();
    this.#inputs.wipe();
    for (const event of events) {
      if (event.kind === 'stimulus' && event.step < step) this.#inputs.begin(event);
      else this.#queue.push(event);
    }
  }

  #apply(event: SimulationEvent): void {
    const { map, precision, dt } = this.#plan;
    switch (event.kind) {
      case 'set': {
        const population = findPopulation(this.#plan, event.population);
        writeParameter(population, event.parameter, event.value, map.memory.buffer, precision);
        fillCoefficients(population, map.memory.buffer, precision, dt);
        break;
      }
      case 'stimulus':
        this.#inputs.begin(event);
        break;
      case 'reset':
        loadDynamics(this.#plan, this.#initial);
        this.#executor.reset();
        this.#inputs.wipe();
        break;
      case 'example':
        break;
      default:
        event satisfies never;
    }
    this.effective.next(event);
  }
}
