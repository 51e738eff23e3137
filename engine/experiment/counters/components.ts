/** How far weights are from the principal components of a field. */
import { type Dataset, fieldOf, lengthOf } from '../../data/index.ts';
import { NeurariumError } from '../../errors.ts';
import { ownMath } from '../../kernels/index.ts';
import type { BatchNetwork } from '../../learning/index.ts';
import { symmetricEigen } from '../../numerics/index.ts';
import type { ComponentMetric } from '../../training/index.ts';
import { type Counter, eachStep } from './counter.ts';

interface Sums {
  examples: number;
  /** Of products of two numbers of the field, row by row. */
  readonly products: Float64Array;
}

/** @throws NeurariumError 'description' where there are not as many numbers as weights */
export function componentCounter(metric: ComponentMetric, network: BatchNetwork, data: Dataset): Counter<Sums> {
  const { source, target } = network.plan.projections.find(({ name }) => name === metric.projection)!;
  const n = lengthOf(fieldOf(data, metric.field), 1);
  if (n !== source.size) {
    const message = `components of field '${metric.field}' have ${n} numbers, and ${metric.projection} has ${source.size} weights to a cell`;
    throw new NeurariumError({ code: 'description', message });
  }
  const weights = network.trained.read(metric.projection);
  const rows = () => Array.from({ length: target.size }, (_, k) => Float64Array.from(weights.subarray(k * n, (k + 1) * n)));
  return {
    nothing: () => ({ examples: 0, products: new Float64Array(n * n) }),
    count: eachStep(metric, network, data, network.values(target.name, target.model.outputs[0]!), (_, x, from, sums: Sums) => {
      sums.examples++;
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sums.products[i * n + j]! += x[from + i]! * x[from + j]!;
    }),
    join: (sums, more) => {
      sums.examples += more.examples;
      more.products.forEach((product, k) => void (sums.products[k]! += product));
    },
    value: ({ examples, products }) => {
      if (examples === 0) return null;
      if (metric.reports === 'length') return Math.max(...rows().map((row) => Math.abs(Math.sqrt(dot(row, row)) - 1)));
      const { vectors } = symmetricEigen(
        products.map((product) => product / examples),
        n,
      );
      return Math.max(...rows().map((row, k) => angle(row, vectors.subarray(k * n, (k + 1) * n))));
    },
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}

/** Of two lines, in degrees: 0 to 90. */
function angle(row: Float64Array, vector: Float64Array): number {
  const along = Math.abs(dot(row, vector));
  const across = Math.sqrt(Math.max(0, dot(row, row) - along * along));
  return along === 0 ? 90 : (ownMath.atan(across / along) * 45) / ownMath.atan(1);
}
