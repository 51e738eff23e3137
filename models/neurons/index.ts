/** Spiking models. Adding one is its file and a line here. */
export { lif } from './lif.ts';
export { lifAlpha } from './lif-alpha.ts';
export { lifConductance } from './lif-conductance.ts';
export { lifDelta } from './lif-delta.ts';
export { lifExponential } from './lif-exponential.ts';
export { mcCullochPitts } from './mcculloch-pitts.ts';
export { poisson } from './poisson.ts';
export { regular } from './regular.ts';
export { spikeList } from './spike-list.ts';
