/** The penalty chosen by sums against fits and errors of each fold, example by example. */
import { describe, expect, it } from 'vitest';
import { CrossValidation, RidgeAccumulator, ridgePredict } from '../../../engine/numerics/index.ts';
import { RandomStream } from '../../../engine/random.ts';

const [features, targets, count, folds, block] = [12, 2, 150, 4, 7];
const penalties = [1e-6, 1e-3, 0.1, 3, 30, 1000];

/** Rows with an offset, of which the targets know little but noise where `noise` is large. */
function examples(noise: number): { x: number[]; y: number[] }[] {
  const stream = new RandomStream(5, 'rows');
  const u = (t: number, k: number) => stream.uniform(t, k, 0, 0) - 0.5;
  return Array.from({ length: count }, (_, t) => {
    const x = Array.from({ length: features }, (_, i) => u(t, i) + 10);
    return { x, y: Array.from({ length: targets }, (_, k) => 5 + x[k]! - 2 * x[k + 3]! + noise * u(t, 50 + k)) };
  });
}

/** Summed squared errors of examples that were not fitted to. */
function foldByFold(rows: ReturnType<typeof examples>, penalty: number, intercept: boolean): number {
  let sum = 0;
  const foldOf = (k: number) => Math.floor(k / block) % folds;
  for (let held = 0; held < folds; held++) {
    const others = new RidgeAccumulator(features, targets, { intercept });
    rows.forEach(({ x, y }, k) => {
      if (foldOf(k) !== held) others.add(x, y);
    });
    const solution = others.solve(penalty);
    rows.forEach(({ x, y }, k) => {
      if (foldOf(k) !== held) return;
      for (const [i, said] of ridgePredict(solution, x).entries()) sum += (said - y[i]!) ** 2;
    });
  }
  return sum;
}

describe('cross-validation', () => {
  it.each([
    [0.01, true],
    [3, true],
    [20, true],
    [3, false],
  ])('with noise %d, intercept %s, chooses the penalty of the smallest error of what was held back', (noise, intercept) => {
    const rows = examples(noise);
    const validation = new CrossValidation({ features, targets, penalties, folds, block, intercept });
    for (const { x, y } of rows) validation.add(x, y);
    const errors = penalties.map((penalty) => foldByFold(rows, penalty, intercept));
    expect(validation.best()).toBe(penalties[errors.indexOf(Math.min(...errors))]);
  });

  it('takes the largest of penalties that no number tells apart', () => {
    const validation = new CrossValidation({
      features: 1,
      targets: 1,
      penalties: [1e-30, 1e-25, 1],
      folds: 2,
      block: 1,
      intercept: true,
    });
    for (let k = 0; k < 20; k++) validation.add([k], [2 * k]);
    expect(validation.best()).toBe(1e-25);
  });

  it('is refused where a fold has no example', () => {
    const validation = new CrossValidation({ features: 1, targets: 1, penalties, folds: 3, block: 10, intercept: true });
    for (let k = 0; k < 20; k++) validation.add([k], [k]);
    expect(() => validation.best()).toThrow('expected some in each');
  });
});
