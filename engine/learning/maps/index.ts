/** The door of connections while they learn. */
export type { ConnectionMap } from './connection-map.ts';
export { isDense, mapOf } from './map-of.ts';
