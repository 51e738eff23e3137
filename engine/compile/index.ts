/** The door of the compiler: network + dt + seed -> plan. */
export { type CompileOptions, compile, type PlannedNetwork } from './compile.ts';
export { estimateMemory, type MemoryEstimate } from './estimate.ts';
export type { Layout, Region } from './layout.ts';
export { formatBytes } from './layout.ts';
export { positionsOf } from './pair-space.ts';
export { evaluateCoefficients, fillCoefficients, writeParameter } from './population.ts';
export type { SynapseBlock } from './synapses.ts';
export { biasesOf, isingOf, pairsLeftOut, pairWeights, temperatureOf, undirected } from './undirected.ts';
