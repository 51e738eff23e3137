/** Learning rules. */
export { multiplicativeStdp } from './multiplicative-stdp.ts';
export { nearestStdp } from './nearest-stdp.ts';
export { nearestTripletStdp } from './nearest-triplet-stdp.ts';
export { pairStdp } from './pair-stdp.ts';
export { powerLawStdp } from './power-law-stdp.ts';
export { preCenteredStdp } from './pre-centered-stdp.ts';
export { restrictedStdp } from './restricted-stdp.ts';
export { tripletStdp } from './triplet-stdp.ts';
