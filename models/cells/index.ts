/** Models that do not spike. Adding one is its file and a line here. */
export { currentRamp } from './current-ramp.ts';
export { currentSine } from './current-sine.ts';
export { currentStep } from './current-step.ts';
export { ornsteinUhlenbeck } from './ornstein-uhlenbeck.ts';
export { rateUnit } from './rate-unit.ts';
export { whiteNoise } from './white-noise.ts';
export { wilsonCowan } from './wilson-cowan.ts';
