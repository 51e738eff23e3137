/** Answers a client's questions about the state of a simulation as it is now: values, synapses, weights. Changes nothing. */
import {
  type EventProjectionPlan,
  type Numbers,
  numbersAt,
  type Plan,
  type ProjectionPlan,
  type ValueProjectionPlan,
} from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import type { Experiment } from '../experiment/index.ts';
import { type Eigenvalues, eigenvalues } from '../numerics/index.ts';
import type { Simulation } from '../simulation/index.ts';
import { pairsAmong, placeOfPair } from '../symmetric.ts';
import type { Answer, IncomingWeights, Question, Synapses, WeightHistogram, WeightMatrix } from './messages.ts';

/** Those that a simulation alone can answer. */
export type StateQuestion = Exclude<
  Question,
  { readonly of: 'lanes' | 'surface' | 'examples' | 'confusion' | 'energies' | 'generated' }
>;

/** @throws NeurariumError where there is no answer */
export function answer(experiment: Pick<Experiment, 'simulation' | 'gradient' | 'products'>, question: StateQuestion): Answer {
  const { simulation } = experiment;
  const { plan } = simulation;
  const gradients = (projection: ProjectionPlan) => gradientsOf(projection, experiment);
  switch (question.of) {
    case 'values':
      return { of: 'values', values: valuesNow(plan, question.population, question.variable) };
    case 'synapses':
      numbered(plan.projections, question.projection, 'projection');
      return { of: 'synapses', synapses: sampled(simulation, gradients, [question.projection], question.limit, () => true) };
    case 'synapses-of-cell': {
      const { population, cell, limit } = question;
      const touching = plan.projections.flatMap(({ source, target }, k) =>
        source.index === population || target.index === population ? [k] : [],
      );
      const isOurs = ({ source, target }: ProjectionPlan, from: number, to: number): boolean =>
        (source.index === population && from === cell) || (target.index === population && to === cell);
      return { of: 'synapses', synapses: sampled(simulation, gradients, touching, limit, isOurs) };
    }
    case 'weights':
      return { of: 'weights', matrix: weightMatrix(simulation, question) };
    case 'products':
      return { of: 'weights', matrix: productMatrix(experiment, question) };
    case 'weight-histogram':
      return { of: 'weight-histogram', histogram: weightHistogram(simulation, question.projection, question.bins) };
    case 'incoming-weights':
      return { of: 'incoming-weights', weights: incomingWeights(simulation, question) };
    case 'spectrum':
      return { of: 'spectrum', spectrum: spectrumOf(simulation, question.population) };
    default:
      question satisfies never;
      throw new NeurariumError({ code: 'usage', message: 'an unknown question' });
  }
}

/** Copied out of the memory, lane 0. @throws NeurariumError for an unknown variable */
export function valuesNow(plan: Plan, population: number, variable: string): Float64Array {
  const { name, size, state } = numbered(plan.populations, population, 'population');
  const region = Object.hasOwn(state, variable) ? state[variable]! : null;
  if (region === null) {
    throw new NeurariumError({ code: 'usage', message: `no state variable '${variable}'`, where: `population ${name}` });
  }
  return Float64Array.from(numbersAt(plan.map.memory.buffer, region.address, size, plan.precision));
}

/** `at`: place among the numbers of a projection of values, as learners know them; -1 elsewhere. */
type Visit = (source: number, target: number, weight: number, delay: number, at: number) => void;
type Gradients = ((at: number) => number) | null;

/** Null where nobody goes down a gradient of these weights; those of spikes lie in another order. */
function gradientsOf(projection: ProjectionPlan, experiment: Pick<Experiment, 'gradient'>): Gradients {
  const gradient = projection.kind === 'value' ? experiment.gradient(projection.weightsOf) : null;
  return gradient && ((at) => gradient[at]!);
}

/** Visits each synapse with its weight of now. */
function visitSynapses(simulation: Simulation, projection: ProjectionPlan, visit: Visit): void {
  if (projection.kind === 'value') return visitValues(simulation.plan, projection, visit);
  if (projection.table.blocks[0]?.weights?.range === 'constants' || projection.sharedWeight !== null) {
    const shared = sharedWeightNow(simulation.plan, projection);
    projection.wire((source, target, weight, delay) => visit(source, target, shared ?? weight, delay, -1));
    return;
  }
  const now = weightsByPair(simulation, projection);
  projection.wire((source, target, weight, delay) => visit(source, target, now(source, target) ?? weight, delay, -1));
}

/** As they lie, by target, or by source where they are transposed: learners change them there. */
function visitValues({ map, precision }: Plan, projection: ValueProjectionPlan, visit: Visit): void {
  const { source, target, transposed, synapses, delay } = projection;
  const size = transposed ? source.size : target.size;
  const { buffer } = map.memory;
  if (projection.symmetric)
    return visitPairs(numbersAt(buffer, projection.weights.address, pairsAmong(target.size), precision), projection, visit);
  const rows = new Uint32Array(buffer, projection.rows.address, size + 1);
  const others = new Uint32Array(buffer, projection.sources.address, synapses);
  const weights = numbersAt(buffer, projection.weights.address, synapses, precision);
  for (let row = 0; row < size; row++)
    for (let k = rows[row]!; k < rows[row + 1]!; k++) {
      if (transposed) visit(row, others[k]!, weights[k]!, delay, k);
      else visit(others[k]!, row, weights[k]!, delay, k);
    }
}

/** Each both ways. */
function visitPairs(weights: Numbers, { wire, delay }: ValueProjectionPlan, visit: Visit): void {
  wire((source, target) => {
    const at = placeOfPair(Math.max(source, target), Math.min(source, target));
    visit(source, target, weights[at]!, delay, at);
  });
}

function sharedWeightNow({ map, precision }: Plan, { sharedWeight }: EventProjectionPlan): number | null {
  return sharedWeight === null ? null : numbersAt(map.memory.buffer, sharedWeight.address, 1, precision)[0]!;
}

/** Weights that change, by source and target; of several synapses of a pair, in their order. */
function weightsByPair(
  { plan }: Simulation,
  { table, source }: EventProjectionPlan,
): (from: number, to: number) => number | null {
  const { buffer } = plan.map.memory;
  const byPair = new Map<number, number[]>();
  const key = (from: number, to: number): number => to * source.size + from;
  for (const block of table.blocks) {
    const rows = new Uint32Array(buffer, block.rows.address, source.size + 1);
    const targets = new Uint16Array(buffer, block.targets.address, block.synapses);
    const weights = numbersAt(buffer, block.weights!.address, block.synapses, plan.precision);
    for (let from = 0; from < source.size; from++) {
      for (let k = rows[from]!; k < rows[from + 1]!; k++) {
        const at = key(from, block.firstTarget + targets[k]!);
        const known = byPair.get(at);
        if (known === undefined) byPair.set(at, [weights[k]!]);
        else known.push(weights[k]!);
      }
    }
  }
  return (from, to) => byPair.get(key(from, to))?.shift() ?? null;
}

/** Every n-th of those that are asked for, so that the choice is the same each time. */
function sampled(
  simulation: Simulation,
  gradients: (projection: ProjectionPlan) => Gradients,
  projections: readonly number[],
  limit: number,
  asked: (projection: ProjectionPlan, source: number, target: number) => boolean,
): Synapses {
  let count = 0;
  const visitAsked = (visit: (k: number, ...synapse: Parameters<Visit>) => void): void => {
    for (const k of projections) {
      const projection = simulation.plan.projections[k]!;
      visitSynapses(simulation, projection, (source, target, weight, delay, at) => {
        if (asked(projection, source, target)) visit(k, source, target, weight, delay, at);
      });
    }
  };
  visitAsked(() => {
    count++;
  });
  const every = Math.max(1, Math.ceil(count / limit));
  const taken = Math.ceil(count / every);
  const slopes = projections.map((k) => [k, gradients(simulation.plan.projections[k]!)] as const);
  const slopeOf = new Map(slopes);
  const learns = slopes.some(([, slope]) => slope !== null);
  const synapses = {
    projection: new Uint32Array(taken),
    source: new Uint32Array(taken),
    target: new Uint32Array(taken),
    weight: new Float64Array(taken),
    delay: new Uint32Array(taken),
    ...(learns ? { gradient: new Float64Array(taken) } : {}),
    of: count,
  };
  let seen = 0;
  visitAsked((k, source, target, weight, delay, place) => {
    if (seen++ % every !== 0) return;
    const at = (seen - 1) / every;
    synapses.projection[at] = k;
    synapses.source[at] = source;
    synapses.target[at] = target;
    synapses.weight[at] = weight;
    synapses.delay[at] = delay;
    if (synapses.gradient !== undefined) synapses.gradient[at] = slopeOf.get(k)?.(place) ?? Number.NaN;
  });
  return synapses;
}

function weightMatrix(simulation: Simulation, { from, to, rows, columns }: Question & { readonly of: 'weights' }): WeightMatrix {
  const { plan } = simulation;
  const source = numbered(plan.populations, from, 'population');
  const target = numbered(plan.populations, to, 'population');
  const [height, width] = [Math.min(rows, source.size), Math.min(columns, target.size)];
  const sums = new Float64Array(height * width);
  const counts = new Uint32Array(height * width);
  const between = plan.projections.filter((one) => one.source === source && one.target === target);
  for (const projection of between) {
    visitSynapses(simulation, projection, (i, j, weight) => {
      const at = Math.floor((i * height) / source.size) * width + Math.floor((j * width) / target.size);
      sums[at]! += weight;
      counts[at]!++;
    });
  }
  const unit = between.length === 0 ? '' : target.model.ports[between[0]!.port]!.unit;
  return { rows: height, columns: width, means: sums.map((sum, at) => sum / counts[at]!), unit };
}

/** The diagonal is of what a cell has with itself: 1. @throws NeurariumError where nothing learns by products */
function productMatrix(
  experiment: Pick<Experiment, 'simulation' | 'products'>,
  { population: index, phase }: Question & { readonly of: 'products' },
): WeightMatrix {
  const { name, size } = numbered(experiment.simulation.plan.populations, index, 'population');
  const pairs = experiment.products(name, phase);
  if (pairs === null)
    throw new NeurariumError({ code: 'usage', message: `${name} does not learn by products of its cells in two phases` });
  const means = Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    return i === j ? 1 : pairs[placeOfPair(Math.max(i, j), Math.min(i, j))]!;
  });
  return { rows: size, columns: size, means, unit: '1' };
}

function incomingWeights(
  simulation: Simulation,
  { projection: index, targets: asked }: Extract<Question, { readonly of: 'incoming-weights' }>,
): IncomingWeights {
  const projection = numbered(simulation.plan.projections, index, 'projection');
  const { source, target, port } = projection;
  const targets = Uint32Array.from(asked.length > 0 ? asked.filter((cell) => cell < target.size) : Array(target.size).keys());
  const rows = new Int32Array(target.size).fill(-1);
  targets.forEach((cell, row) => void (rows[cell] = row));
  const values = new Float32Array(targets.length * source.size).fill(Number.NaN);
  visitSynapses(simulation, projection, (from, to, weight) => {
    if (rows[to]! >= 0) values[rows[to]! * source.size + from] = weight;
  });
  return { values, targets, unit: target.model.ports[port]!.unit };
}

function weightHistogram(simulation: Simulation, index: number, bins: number): WeightHistogram {
  const projection = numbered(simulation.plan.projections, index, 'projection');
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  visitSynapses(simulation, projection, (_source, _target, weight) => {
    low = Math.min(low, weight);
    high = Math.max(high, weight);
  });
  const counts = new Uint32Array(bins);
  const width = high > low ? (high - low) / bins : 1;
  visitSynapses(simulation, projection, (_source, _target, weight) => {
    counts[Math.min(bins - 1, Math.floor((weight - low) / width))]!++;
  });
  const { unit } = projection.target.model.ports[projection.port]!;
  return high < low ? { low: 0, high: 0, counts, unit } : { low, high, counts, unit };
}

/** Cells of which eigenvalues are found: some half a second. */
const mostInSpectrum = 400;

function spectrumOf(simulation: Simulation, index: number): Eigenvalues {
  const { populations, projections } = simulation.plan;
  const population = numbered(populations, index, 'population');
  const { name, size } = population;
  const where = `population ${name}`;
  if (size > mostInSpectrum) {
    const message = `${size} cells, and eigenvalues are found of at most ${mostInSpectrum}`;
    throw new NeurariumError({ code: 'usage', message, where, hint: 'Choose fewer cells.' });
  }
  const own = projections.filter((one) => one.kind === 'value' && one.source === population && one.target === population);
  if (own.length === 0) throw new NeurariumError({ code: 'usage', message: 'it is not connected with itself by values', where });
  const matrix = new Float64Array(size * size);
  for (const projection of own)
    visitSynapses(simulation, projection, (from, to, weight) => void (matrix[to * size + from]! += weight));
  return eigenvalues(matrix, size);
}

/** A client names what it means by its place. */
export function numbered<T>(all: readonly T[], place: number, what: string): T {
  const found = all[place];
  if (found === undefined) throw new NeurariumError({ code: 'usage', message: `there is no ${what} number ${place}` });
  return found;
}
