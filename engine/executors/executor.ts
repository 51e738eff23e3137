/** What a simulation asks of whatever steps its plan. Knows no kernel and no stream. */
import type { EventProjectionPlan, Plan } from '../compile/plan.ts';

export interface Executor {
  readonly plan: Plan;
  /** Number of synaptic events delivered since the start. */
  readonly synapticEvents: number;
  /** Whether the plan's memory holds all of the state, arrivals in flight included, so that a copy of it is a checkpoint. */
  readonly stateInMemory: boolean;
  /** Whether it is in the midst of a lesson, whose place in the data is no part of the state; absent: it never is. */
  readonly inLesson?: boolean;
  /** Number of spikes of a population's lane in the last step. */
  spikeCount(population: number, lane: number): number;
  /** The population's spiking cells of the last step, lane l from l * stride on; a view that stays valid. */
  spikeCells(population: number): Uint32Array;
  /** Tells that stimulus inputs of this population were written for the coming step. */
  markStimulated(population: number): void;
  /** From the next step on a muted projection sends nothing. Not part of the state: who restores a checkpoint tells it again. */
  mute(projection: EventProjectionPlan, muted: boolean): void;
  /** Tells that the dynamics in memory were set back to what they were at the start. */
  reset(): void;
  /** Takes the state from step n to n + 1. @throws NeurariumError 'not-finite' where a state became NaN or infinite */
  step(step: number): void;
}
