/** The door of connections while they learn. */
export type { ConnectionMap } from './connection-map.ts';
export { fromSilence } from './from-silence.ts';
export { mapOf } from './map-of.ts';
