/** A feed-forward network beside another one: it names the class of what a population of that says, and gives nothing back. */
import { allToAll } from '../../engine/index.ts';
import { reluUnit, softmaxUnit } from '../cells/index.ts';
import type { Connection, Populations } from './connections.ts';
import { glorot, he } from './initial-weights.ts';

export interface ReaderOptions {
  /** Hidden cells; default 200. */
  readonly cells?: number;
  readonly classes: number;
}

/** What a learner of the reader alone trains. */
export const readerTrains = (reads: string): string[] => [
  `${reads}->reading:input#0`,
  'reading.bias',
  'reading->y:input#0',
  'y.bias',
];

/** Populations reading and y; `reads`: a population of `size` cells, by its first output. */
export function reader(
  reads: string,
  size: number,
  { cells = 200, classes }: ReaderOptions,
): { readonly populations: Populations; readonly connections: readonly Connection[] } {
  const wiring = allToAll();
  return {
    populations: { reading: reluUnit.of(cells), y: softmaxUnit.of(classes) },
    connections: [
      { from: reads, to: 'reading', port: 'input', wiring, weight: he(size) },
      { from: 'reading', to: 'y', port: 'input', wiring, weight: glorot(cells, classes) },
    ],
  };
}
