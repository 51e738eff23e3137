/** The door of the kernels: the kernel language, its interpreter, its WebAssembly, and the fixed kernels. */

export { type AxisShape, alongLane } from './along-lane.ts';
export { normalQuantile } from './evaluate-function.ts';
export { type FixedKernels, fixedKernels, reduceKinds } from './fixed.ts';
export { referenceKernels } from './fixed-reference.ts';
export { interpretedCellKernel, interpretedKernel, interpretedSplitKernel } from './interpreted-kernel.ts';
export { type CellEnvironment, compileProgram } from './interpreter.ts';
export type { Instruction, Integrator, LoweredModel, Program } from './ir.ts';
export { type MatrixKernels, type MatrixProduct, packBytes } from './matrix-kernels.ts';
export * as ownMath from './own-math.ts';
export { poissonOf, poissonTable, poissonTableBytes } from './poisson-table.ts';
export {
  type CellKernel,
  compiledCellKernel,
  compiledKernel,
  compiledSplitKernel,
  compiledSweepKernel,
  type PopulationKernel,
  type SplitKernel,
  type SweepKernel,
} from './population-kernel.ts';
export { stagedKernel } from './staged-kernel.ts';
export { type Reduction, type Stage, type StagedProgram, stagesOf } from './stages.ts';
export { arrivalsProgram, arrivedName, nextName, spikesName, turnProgram } from './turn-program.ts';
export { compiledWalk, interpretedWalk, type WalkKernel } from './walk-kernel.ts';
export type { Walk, WalkBinding } from './wasm/index.ts';
