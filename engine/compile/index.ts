/** The door of the compiler: network + dt + seed -> plan. */
export { type CompileOptions, compile } from './compile.ts';
export { estimateMemory, type MemoryEstimate } from './estimate.ts';
export { formatBytes } from './layout.ts';
export { positionsOf } from './pair-space.ts';
export { fillCoefficients, writeParameter } from './population.ts';
export type { SynapseBlock } from './synapses.ts';
