/**
 * What a Markov chain comes to: `transitions` are n x n, row by row, row i the probabilities of going from state i. Linear equations by
 * orthogonal reflections, float64. Norris 1997, Markov Chains, Cambridge, sections 1.3 and 1.7. Knows nothing of what the states stand for.
 */
import { NeurariumError } from '../errors.ts';
import { solveLeastSquares } from './least-squares.ts';
import { qrWithPivoting } from './qr.ts';

/** Largest error of a row's sum that counts as rounding. */
const rounding = 1e-9;

/** pi = pi P: the share of time spent in each state. @throws NeurariumError where rows do not sum to 1, or the chain has several such shares */
export function stationaryDistribution(transitions: Float64Array, n: number): Float64Array {
  checkTransitions(transitions, n);
  // (P' - I) pi = 0, and all sum to 1.
  const matrix = new Float64Array((n + 1) * n).fill(1);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) matrix[j * n + i] = transitions[i * n + j]! - (i === j ? 1 : 0);
  const right = new Float64Array(n + 1);
  right[n] = 1;
  if (qrWithPivoting(matrix.slice(), n + 1, n).rank < n)
    fail('the chain has parts that it does not leave, and so several stationary distributions');
  return solveLeastSquares(matrix, right, n, 1);
}

/** Steps from each state until one of `targets` is reached, on average: (I - Q)^-1 1. @throws NeurariumError where some never come there */
export function hittingTimes(transitions: Float64Array, n: number, targets: readonly number[]): Float64Array {
  checkTransitions(transitions, n);
  const reaching = reachable(transitions, n, targets);
  const lost = reaching.findIndex((reaches) => !reaches);
  if (lost !== -1) fail(`state ${lost} never reaches ${targets.join(', ')}`);
  const others = Array.from({ length: n }, (_, i) => i).filter((i) => !targets.includes(i));
  const matrix = Float64Array.from(others.flatMap((i) => others.map((j) => (i === j ? 1 : 0) - transitions[i * n + j]!)));
  const times = new Float64Array(n);
  if (others.length === 0) return times;
  const solution = solveLeastSquares(matrix, new Float64Array(others.length).fill(1), others.length, 1);
  others.forEach((state, k) => {
    times[state] = solution[k]!;
  });
  return times;
}

function reachable(transitions: Float64Array, n: number, targets: readonly number[]): boolean[] {
  const reaches = Array.from({ length: n }, (_, i) => targets.includes(i));
  for (let round = 0; round < n; round++)
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (transitions[i * n + j]! > 0 && reaches[j]!) reaches[i] = true;
  return reaches;
}

/** @throws NeurariumError where rows are no probabilities that sum to 1 */
export function checkTransitions(transitions: Float64Array, n: number): void {
  if (transitions.length !== n * n) fail(`${transitions.length} transitions of ${n} states, expected ${n * n}`);
  for (let i = 0; i < n; i++) {
    const row = transitions.subarray(i * n, (i + 1) * n);
    const sum = row.reduce((total, share) => total + share, 0);
    if (row.some((share) => !(share >= 0)) || Math.abs(sum - 1) > rounding)
      fail(`the probabilities of leaving state ${i} sum to ${sum}, expected 1, and none below 0`);
  }
}

function fail(message: string): never {
  throw new NeurariumError({ code: 'description', message });
}
