/** Weights of a projection of a population to itself, drawn and then made into a matrix of a shape. */
import { NeurariumError } from '../errors.ts';
import type { MatrixShape } from '../matrix-shape.ts';
import { type Entries, qrWithPivoting, reflect, sparseMatrix, sparseSpectralRadius } from '../numerics/index.ts';
import type { OfSynapse } from './pair-space.ts';
import type { SynapseGenerator } from './synapses.ts';

/** As `weight`, by the synapse in order of generation. The whole matrix is made when the first weight is asked for. */
export function shapedWeights(shape: MatrixShape, cells: number, generate: SynapseGenerator, weight: OfSynapse): OfSynapse {
  let of: OfSynapse | null = null;
  return (k, source, target) => {
    of ??= shaped(shape, cells, generate, weight);
    return of(k, source, target);
  };
}

function shaped(shape: MatrixShape, cells: number, generate: SynapseGenerator, weight: OfSynapse): OfSynapse {
  // Row = target.
  const entries: Entries = (visit) => {
    let count = 0;
    generate((source, target) => visit(target, source, weight(count++, source, target)));
  };
  switch (shape.kind) {
    case 'spectral-radius': {
      const factor = factorOf(shape.radius, entries, cells);
      return (k, source, target) => factor * weight(k, source, target);
    }
    case 'orthogonal': {
      const rotation = rotationOf(entries, cells);
      return (_, source, target) => shape.gain * rotation[target * cells + source]!;
    }
    default:
      return shape satisfies never;
  }
}

function factorOf(radius: number, entries: Entries, cells: number): number {
  const found = sparseSpectralRadius(sparseMatrix(cells, entries));
  if (found > 0) return radius / found;
  throw new NeurariumError({
    code: 'description',
    message: `weights without a circle among ${cells} cells have the spectral radius 0, expected more than 0 to scale to ${radius}`,
    hint: 'Connect more pairs of cells.',
  });
}

/** Q of Q R, with a positive diagonal of R: then Q of normal numbers prefers no direction (Mezzadri 2007, Notices AMS 54:592). */
function rotationOf(entries: Entries, n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  entries((row, column, value) => {
    matrix[row * n + column]! += value;
  });
  const qr = qrWithPivoting(matrix, n, n);
  if (qr.rank < n)
    throw new NeurariumError({
      code: 'description',
      message: `weights of rank ${qr.rank} among ${n} cells, expected ${n} independent columns for an orthogonal matrix`,
      hint: 'Draw them: weight: normal(0, 1).',
    });
  const q = new Float64Array(n * n);
  for (let i = 0; i < n; i++) q[i * n + i] = 1;
  reflect(qr, q, n, 'back');
  const rotation = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const sign = qr.matrix[j * n + j]! < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) rotation[i * n + qr.pivots[j]!] = sign * q[i * n + j]!;
  }
  return rotation;
}
