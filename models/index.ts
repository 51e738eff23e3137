/** All models, by folder. */
export * from './cells/index.ts';
export * from './neurons/index.ts';
