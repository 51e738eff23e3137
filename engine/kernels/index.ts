/** The door of the kernels: the kernel language, its interpreter, its WebAssembly, and the fixed kernels. */
export { type FixedKernels, fixedKernels } from './fixed.ts';
export { referenceKernels } from './fixed-reference.ts';
export { interpretedKernel } from './interpreted-kernel.ts';
export { type CellEnvironment, compileProgram } from './interpreter.ts';
export type { Instruction, Integrator, LoweredModel, Program } from './ir.ts';
export * as ownMath from './own-math.ts';
export { compiledKernel, type PopulationKernel } from './population-kernel.ts';
