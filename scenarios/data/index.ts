/** The data sets, by name. One line here and one file make a new one. */
import type { DatasetDescription } from '../../engine/index.ts';
import { mnist } from './mnist.ts';
import { parity } from './parity.ts';

export { mnist, parity };

export const datasets: Readonly<Record<string, DatasetDescription>> = { mnist, parity };
