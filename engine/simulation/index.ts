/** The door of the simulation: a running plan. */
export { type Checkpoint, loadDynamics, saveDynamics } from './checkpoint.ts';
export type { Cells, SimulationEvent } from './events.ts';
export { type LearningProgress, type Progress, progressOf } from './progress.ts';
export type { ProjectionActivity } from './projection-weights.ts';
export type { ReportThrow } from './publisher.ts';
export { type SimulateOptions, simulate } from './simulate.ts';
export { Simulation, type SimulationOptions, type Stimulation } from './simulation.ts';
export { stimulusEvents } from './stimulus-events.ts';
