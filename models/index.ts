/** All models, by folder. */
export * from './cells/index.ts';
export * from './logic/index.ts';
export * from './networks/index.ts';
export * from './neurons/index.ts';
export * from './rules/index.ts';
export * from './synapses/index.ts';
