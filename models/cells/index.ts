/** Models that do not spike. Adding one is its file and a line here. */
export { currentStep } from './current-step.ts';
export { rateUnit } from './rate-unit.ts';
export { wilsonCowan } from './wilson-cowan.ts';
