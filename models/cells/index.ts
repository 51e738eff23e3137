/** Models that do not spike. Adding one is its file and a line here. */
export { currentRamp } from './current-ramp.ts';
export { currentSine } from './current-sine.ts';
export { currentStep } from './current-step.ts';
export { hopfieldUnit } from './hopfield-unit.ts';
export { layerNormUnit } from './layer-norm-unit.ts';
export { ornsteinUhlenbeck } from './ornstein-uhlenbeck.ts';
export { rateUnit } from './rate-unit.ts';
export { softmaxUnit } from './softmax-unit.ts';
export { whiteNoise } from './white-noise.ts';
export { wilsonCowan } from './wilson-cowan.ts';
export { winnerUnit } from './winner-unit.ts';
