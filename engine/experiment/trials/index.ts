/** The door of trials: a measure of a network that copies of it are tried for, each as often as its numbers need. */
import type { Metric } from '../../metrics.ts';
import { qrWithPivoting } from '../../numerics/index.ts';
import type { StateDistanceMetric, StateRankMetric, TrialMetric } from '../../trial-metrics.ts';
import { changed } from './inputs.ts';
import { largestExponent } from './lyapunov.ts';
import { StreamTrial, type Tried } from './trial.ts';

export type { Tried } from './trial.ts';

/** @throws NeurariumError 'description' for what cannot be tried with this network */
export function tryOut(metric: TrialMetric, tried: Tried): number {
  switch (metric.kind) {
    case 'lyapunov':
      return largestExponent(tried, metric);
    case 'state-rank':
      return rankOf(tried, metric);
    case 'state-distance':
      return distanceOf(tried, metric);
    default:
      return metric satisfies never;
  }
}

/** Tries each metric when it is first asked for: nothing that happens in a run changes it. */
export class Trials {
  readonly #tried: Tried;
  readonly #known = new Map<string, number>();

  constructor(tried: Tried) {
    this.#tried = tried;
  }

  metrics(metrics: Readonly<Record<string, Metric>>): Record<string, number> {
    const values: Record<string, number> = {};
    for (const [name, metric] of Object.entries(metrics)) {
      if (metric.kind !== 'lyapunov' && metric.kind !== 'state-rank' && metric.kind !== 'state-distance') continue;
      const value = this.#known.get(name) ?? tryOut(metric, this.#tried);
      this.#known.set(name, value);
      values[name] = value;
    }
    return values;
  }
}

/** The states as columns: those that are no sum of others, but for a share `tolerance` of the largest. */
function rankOf(tried: Tried, metric: StateRankMetric): number {
  const trial = new StreamTrial(tried, metric);
  const count = metric.streams ?? trial.cells;
  const states = Array.from({ length: count }, (_, stream) => trial.end((t) => trial.inputs(stream + 1, t)));
  trial.dispose();
  const matrix = new Float64Array(trial.cells * count);
  states.forEach((state, stream) => {
    for (let cell = 0; cell < trial.cells; cell++) matrix[cell * count + stream] = state[cell]!;
  });
  const { matrix: upper, rank } = qrWithPivoting(matrix, trial.cells, count);
  const size = (k: number) => Math.abs(upper[k * count + k]!);
  let found = 0;
  while (found < rank && size(found) > metric.tolerance * size(0)) found++;
  return found;
}

function distanceOf(tried: Tried, metric: StateDistanceMetric): number {
  const trial = new StreamTrial(tried, metric);
  const change = changed(metric, tried, (stream, step) => trial.inputs(stream, step));
  let sum = 0;
  for (let pair = 0; pair < metric.pairs; pair++) {
    const [first, second] = [2 * pair + 1, 2 * pair + 2];
    const one = trial.end((t) => trial.inputs(first, t));
    const other = trial.end(change(first, second));
    sum += Math.sqrt(one.reduce((squares, value, cell) => squares + (value - other[cell]!) * (value - other[cell]!), 0));
  }
  trial.dispose();
  return sum / metric.pairs;
}
