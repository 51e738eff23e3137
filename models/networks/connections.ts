/** Populations and connections of a network whose names are put together from its options. */
import type { Population, Projection } from '../../engine/index.ts';

export type Populations = Record<string, Population>;
export type Connection = Projection<Populations>;
