/** Learning rules. */
export { antiOja } from './anti-oja.ts';
export { bcm } from './bcm.ts';
export { hebb } from './hebb.ts';
export { kohonen } from './kohonen.ts';
export { multiplicativeStdp } from './multiplicative-stdp.ts';
export { nearestStdp } from './nearest-stdp.ts';
export { nearestTripletStdp } from './nearest-triplet-stdp.ts';
export { oja } from './oja.ts';
export { pairStdp } from './pair-stdp.ts';
export { powerLawStdp } from './power-law-stdp.ts';
export { preCenteredStdp } from './pre-centered-stdp.ts';
export { restrictedStdp } from './restricted-stdp.ts';
export { sanger } from './sanger.ts';
export { tripletStdp } from './triplet-stdp.ts';
