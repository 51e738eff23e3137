/** Takes events in, keeps them until their step, and lets them take effect there. Runs no step. */
import { Subject } from 'rxjs';
import { fillCoefficients, writeParameter } from '../compile/index.ts';
import { numbersAt, type Plan } from '../compile/plan.ts';
import type { Executor } from '../executors/index.ts';
import { loadDynamics, saveDynamics } from './checkpoint.ts';
import { checkEvent, findPopulation, findProjection } from './event-check.ts';
import { EventQueue, type ProjectionEvent, type SimulationEvent } from './events.ts';
import { StimulusInputs } from './stimulus-inputs.ts';

export class EventIntake {
  /** Emits each event as soon as it has taken effect. */
  readonly effective = new Subject<SimulationEvent>();
  readonly #plan: Plan;
  readonly #executor: Executor;
  readonly #queue = new EventQueue();
  readonly #inputs: StimulusInputs;
  /** The last of each kind and projection: in force, and not part of the state. */
  readonly #ofProjections = new Map<string, ProjectionEvent>();
  readonly #describedWeights = new Map<string, number>();
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

  /** Stimuli that still act, in the order in which they began; what projections do otherwise than described; then what is queued, ascending by step. */
  pending(): SimulationEvent[] {
    return [...this.#inputs.events, ...this.#ofProjections.values(), ...this.#queue.pending()];
  }

  /** Replaces all by what was `pending` when `step` came next. */
  restore(events: readonly SimulationEvent[], step: number): void {
    this.#queue.clear();
    this.#inputs.clear();
    this.#inputs.wipe();
    this.#asDescribed();
    for (const event of events) {
      if (event.kind === 'stimulus' && event.step < step) this.#inputs.begin(event);
      else if ((event.kind === 'mute' || event.kind === 'weight') && event.step < step) this.#changeProjection(event);
      else this.#queue.push(event);
    }
  }

  #changeProjection(event: ProjectionEvent): void {
    const projection = findProjection(this.#plan, event.projection);
    if (event.kind === 'mute') this.#executor.mute(projection, event.muted);
    else {
      const weight = this.#weight(event.projection);
      if (!this.#describedWeights.has(event.projection)) this.#describedWeights.set(event.projection, weight[0]!);
      weight[0] = event.value;
    }
    this.#ofProjections.set(`${event.kind} ${event.projection}`, event);
  }

  /** The one weight of a projection, in memory. */
  #weight(name: string): Float64Array | Float32Array {
    const { map, precision } = this.#plan;
    return numbersAt(map.memory.buffer, findProjection(this.#plan, name).sharedWeight!.address, 1, precision);
  }

  #asDescribed(): void {
    for (const event of this.#ofProjections.values()) {
      if (event.kind === 'mute') this.#executor.mute(findProjection(this.#plan, event.projection), false);
    }
    for (const [name, weight] of this.#describedWeights) this.#weight(name)[0] = weight;
    this.#ofProjections.clear();
    this.#describedWeights.clear();
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
      case 'mute':
      case 'weight':
        this.#changeProjection(event);
        break;
      case 'reset':
        loadDynamics(this.#plan, this.#initial);
        this.#executor.reset();
        this.#inputs.wipe();
        break;
      case 'example':
      case 'rate':
        break;
      default:
        event satisfies never;
    }
    this.effective.next(event);
  }
}
