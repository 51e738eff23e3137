/** The ways to fit a linear readout: each takes one row at a time. */
import type { Layout, Region } from '../../compile/index.ts';
import { ownMath } from '../../kernels/index.ts';
import { CrossValidation, RidgeAccumulator, solveLeastSquares } from '../../numerics/index.ts';
import type { ReadoutMethod } from '../../training/index.ts';
import type { Features } from './features.ts';

export interface Fit {
  /** One row, and what it should give; neither is kept. */
  add(row: Float64Array, target: Float64Array): void;
  /** All rows were shown: what could not be fitted before is now. */
  conclude(): void;
  /** Of a ridge regression that was solved: its penalty. */
  readonly penalty: number | null;
}

/** Memory for what a fit keeps from row to row: null where that is no part of a checkpoint. */
export function requestFit(method: ReadoutMethod, features: number, layout: Layout): Region | null {
  return method.kind === 'recursive' ? layout.request('kept', features * features * 8) : null;
}

export function fitOf(method: ReadoutMethod, features: Features, kept: Float64Array | null): Fit {
  switch (method.kind) {
    case 'ridge':
      return ridgeFit(features, method);
    case 'least-squares':
      return leastSquaresFit(features);
    case 'recursive':
      return recursiveFit(features, method, kept!);
    case 'gradient':
      return gradientFit(features, method.rate);
    case 'counts':
      return countsFit(features, method.prior);
    default:
      return method satisfies never;
  }
}

function ridgeFit(features: Features, { penalties, folds, block }: ReadoutMethod & { kind: 'ridge' }): Fit {
  const { count, outputs, hasBias } = features;
  const sums = new RidgeAccumulator(count, outputs, { intercept: hasBias });
  const validation =
    penalties.length > 1
      ? new CrossValidation({ features: count, targets: outputs, penalties, folds, block, intercept: hasBias })
      : null;
  let chosen: number | null = null;
  return {
    add: (row, target) => {
      sums.add(row, target);
      validation?.add(row, target);
    },
    conclude: () => {
      if (sums.count === 0) return;
      chosen = validation === null ? penalties[0]! : validation.best();
      const { weights, intercept } = sums.solve(chosen);
      features.write(weights, intercept);
    },
    get penalty() {
      return chosen;
    },
  };
}

function leastSquaresFit(features: Features): Fit {
  const { count, outputs, hasBias } = features;
  const [rows, targets]: [number[], number[]] = [[], []];
  const columns = count + (hasBias ? 1 : 0);
  return {
    add: (row, target) => {
      for (let i = 0; i < count; i++) rows.push(row[i]!);
      if (hasBias) rows.push(1);
      targets.push(...target);
    },
    conclude: () => {
      if (targets.length === 0) return;
      const solution = solveLeastSquares(Float64Array.from(rows), Float64Array.from(targets), columns, outputs);
      features.write(solution.subarray(0, count * outputs), solution.subarray(count * outputs));
    },
    penalty: null,
  };
}

/**
 * Recursive least squares (Haykin 2009, Neural Networks and Learning Machines, section 5.7): `inverse` is that of the correlations of rows,
 * weighted by `forgetting` to the power of their age. All 0: not begun.
 */
function recursiveFit(
  features: Features,
  { regularisation, forgetting }: ReadoutMethod & { kind: 'recursive' },
  inverse: Float64Array,
): Fit {
  const { count, outputs, hasBias } = features;
  const columns = count + (hasBias ? 1 : 0);
  const [full, gain] = [new Float64Array(columns), new Float64Array(columns)];
  const error = new Float64Array(outputs);
  return {
    add: (row, target) => {
      if (inverse[0] === 0) for (let i = 0; i < columns; i++) inverse[i * columns + i] = 1 / regularisation;
      full.set(row);
      if (hasBias) full[count] = 1;
      features.answer(row, error);
      for (let k = 0; k < outputs; k++) error[k] = target[k]! - error[k]!;
      updateInverse(inverse, full, gain, forgetting);
      features.adjust(gain, hasBias ? gain[count]! : 0, error);
    },
    conclude: () => undefined,
    penalty: null,
  };
}

/** P becomes (P - P x x' P / (f + x' P x)) / f; `gain` becomes P x / (f + x' P x), of the P before. */
function updateInverse(inverse: Float64Array, x: Float64Array, gain: Float64Array, forgetting: number): void {
  const n = x.length;
  let norm = forgetting;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += inverse[i * n + j]! * x[j]!;
    gain[i] = sum;
    norm += sum * x[i]!;
  }
  // Column j of P - P x x' P / norm, while `gain` is still P x.
  for (let i = 0; i < n; i++) {
    const share = gain[i]! / norm;
    for (let j = 0; j < n; j++) inverse[i * n + j] = (inverse[i * n + j]! - share * gain[j]!) / forgetting;
  }
  for (let i = 0; i < n; i++) gain[i]! /= norm;
}

/** Widrow & Hoff 1960, IRE WESCON Convention Record 4:96. */
function gradientFit(features: Features, rate: number): Fit {
  const gain = new Float64Array(features.count);
  const error = new Float64Array(features.outputs);
  return {
    add: (row, target) => {
      features.answer(row, error);
      for (let k = 0; k < features.outputs; k++) error[k] = target[k]! - error[k]!;
      for (let i = 0; i < row.length; i++) gain[i] = rate * row[i]!;
      features.adjust(gain, rate, error);
    },
    conclude: () => undefined,
    penalty: null,
  };
}

/** Laplace 1814, Essai philosophique sur les probabilites: (times + prior) / (all times + outputs x prior). */
function countsFit(features: Features, prior: number): Fit {
  const { count, outputs } = features;
  const times = new Float64Array(count * outputs);
  return {
    add: (row, target) => {
      for (let i = 0; i < count; i++) {
        if (row[i] === 0) continue;
        for (let k = 0; k < outputs; k++) times[i * outputs + k]! += row[i]! * target[k]!;
      }
    },
    conclude: () => {
      const weights = new Float64Array(count * outputs);
      for (let i = 0; i < count; i++) {
        const row = times.subarray(i * outputs, (i + 1) * outputs);
        const all = row.reduce((sum, one) => sum + one, outputs * prior);
        for (let k = 0; k < outputs; k++) weights[i * outputs + k] = ownMath.log((row[k]! + prior) / all);
      }
      features.write(weights, new Float64Array(outputs));
    },
    penalty: null,
  };
}
