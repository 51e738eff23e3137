/**
 * What `import ... from 'neurarium'` gives: the engine and the models.
 * @module neurarium
 */
export * from './engine/index.ts';
export * from './models/index.ts';
