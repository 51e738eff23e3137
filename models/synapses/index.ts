/** Synapse models: what a spike transmits. */
export { tsodyksMarkram } from './tsodyks-markram.ts';
export { tsodyksMarkramDepressing } from './tsodyks-markram-depressing.ts';
export { tsodyksMarkramInactive } from './tsodyks-markram-inactive.ts';
