/**
 * The sums over a population's connections to itself, for cells that move in turn: summed over all cells once, then changed by column when a
 * cell changes. So a sweep of N cells costs N turns and one column for each change, not N sums.
 */
import { numberBytes, numbersAt, type Precision, type ValueProjectionPlan } from '../compile/plan.ts';
import type { FixedKernels } from '../kernels/index.ts';
import { cellChange } from './cell-change.ts';

/** One connection: where its field lies, and what it reads, both lanes x stride numbers. */
export interface Field {
  readonly projection: ValueProjectionPlan;
  readonly field: number;
  readonly values: number;
}

/** Adds to the field what a change of one cell changes. */
export type FieldChange = (lane: number, cell: number, change: number) => void;

interface FieldMemory {
  readonly buffer: ArrayBuffer;
  readonly precision: Precision;
  readonly stride: number;
  readonly size: number;
}

export class Fields {
  readonly #sums: readonly ((lane: number) => void)[];
  readonly #changes = new Map<string, FieldChange[]>();

  constructor(fields: readonly Field[], memory: FieldMemory, kernels: FixedKernels) {
    this.#sums = fields.map((field) => sumOf(field, memory, kernels));
    for (const field of fields) {
      const { variable } = field.projection;
      this.#changes.set(variable, [...(this.#changes.get(variable) ?? []), changeOf(field, memory, kernels)]);
    }
  }

  /** Of all cells of a lane anew. */
  sum(lane: number): void {
    for (const sum of this.#sums) sum(lane);
  }

  /** What is to be done when a cell's variable has changed. */
  changesOf(variable: string): readonly FieldChange[] {
    return this.#changes.get(variable) ?? [];
  }
}

function sumOf({ projection, field, values }: Field, memory: FieldMemory, kernels: FixedKernels): (lane: number) => void {
  const { buffer, precision, stride, size } = memory;
  const laneBytes = stride * numberBytes(precision);
  const { rows, sources, weights, symmetric } = projection;
  const [gather, pairs] =
    precision === 'float64' ? [kernels.gatherValues64, kernels.sumPairs64] : [kernels.gatherValues32, kernels.sumPairs32];
  return (lane) => {
    const [out, from] = [field + lane * laneBytes, values + lane * laneBytes];
    numbersAt(buffer, out, stride, precision).fill(0);
    if (symmetric) pairs(weights.address, from, out, size);
    else gather(rows.address, sources.address, weights.address, from, out, size);
  };
}

function changeOf({ projection, field }: Field, { precision, stride }: FieldMemory, kernels: FixedKernels): FieldChange {
  const laneBytes = stride * numberBytes(precision);
  const { columns, symmetric } = projection;
  if (symmetric) {
    const add = cellChange(projection, precision, kernels);
    return (lane, cell, change) => add(field + lane * laneBytes, cell, change);
  }
  const add = precision === 'float64' ? kernels.addColumn64 : kernels.addColumn32;
  const [rows, targets, byColumn] = [columns!.rows.address, columns!.targets.address, columns!.weights.address];
  return (lane, cell, change) => add(rows, targets, byColumn, field + lane * laneBytes, cell, change);
}
