/** What a scenario says of data, encoding, learners, protocol and metrics, checked against its network. */

import { NeurariumError, within } from './errors.ts';
import { checkMetricName, checkVariable, outputOf, populationOf, projectionOf } from './find-in-network.ts';
import { trainedNames } from './learning-names.ts';
import { variableOfLoss } from './loss-variable.ts';
import type { EnergyMetric, Metric, WeightMetric } from './metrics.ts';
import type { Model } from './model.ts';
import type { Network, NetworkPopulation, NetworkProjection } from './network.ts';
import { readGiven } from './parameter-value.ts';
import type { Scenario, WrittenEncoding } from './scenario.ts';
import { toSteps } from './steps.ts';
import { suggest } from './suggest.ts';
import {
  type DataSelection,
  type During,
  type Encoding,
  type GradientLearner,
  type Learner,
  learnsFromBatches,
  lessonKinds,
  type Stage,
} from './training/index.ts';
import type { TrialMetric } from './trial-metrics.ts';
import { parseQuantity } from './units.ts';
import { isFull } from './wiring.ts';

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** An encoded parameter differs from cell to cell, so it becomes one number per cell here. */
export function applyEncodings(network: Network, written: readonly WrittenEncoding[]): { network: Network; encode: Encoding[] } {
  let encoded = network;
  const encode = written.map((one) =>
    within('encode', () => {
      const population = populationOf(network, one.population);
      if ('port' in one) return portEncoding(population, one, network);
      const { encoding, perCell } = parameterEncoding(population, one);
      const populations = encoded.populations.map((other) => (other.name === population.name ? perCell : other));
      encoded = { ...encoded, populations };
      return encoding;
    }),
  );
  return { network: encoded, encode };
}

/** In dreams a network is told nothing, unless an encoding says so. */
const awake = lessonKinds.filter((lesson) => lesson !== 'dream');

function portEncoding(
  population: NetworkPopulation,
  one: Extract<WrittenEncoding, { port: string }>,
  network: Network,
): Encoding {
  const { unit } = portOf(population, one.port);
  const { port, field = null, steps = Number.POSITIVE_INFINITY, gates = [], during = awake } = one;
  const scale = readGiven(one.scale ?? 1, one.scale === undefined ? '1' : unit, 'scale', null) as number;
  if (!(steps === Number.POSITIVE_INFINITY || (Number.isSafeInteger(steps) && steps >= 1)))
    fail(`steps is ${steps}, expected a whole number of at least 1`);
  for (const gate of gates) checkPort(gate, network);
  for (const lesson of during)
    if (!lessonKinds.includes(lesson)) fail(`during '${String(lesson)}' is unknown`, suggest(String(lesson), lessonKinds));
  return { population: population.name, port, field, scale, steps, gates, during };
}

function portOf({ name, model }: NetworkPopulation, port: string): Model['ports'][string] {
  if (Object.hasOwn(model.ports, port)) return model.ports[port]!;
  return fail(`${name} (model ${model.name}) has no port '${port}'`, suggest(port, Object.keys(model.ports)));
}

function parameterEncoding(population: NetworkPopulation, one: Extract<WrittenEncoding, { parameter: string }>) {
  const about = population.model.parameters[one.parameter];
  if (about === undefined) {
    return fail(
      `'${one.parameter}' is no parameter of ${population.name}`,
      suggest(one.parameter, Object.keys(population.model.parameters)),
    );
  }
  const scale = readGiven(one.scale ?? 1, one.scale === undefined ? '1' : about.unit, 'scale', null) as number;
  const current = population.parameters[one.parameter]!;
  const values =
    typeof current === 'number' ? { kind: 'values' as const, values: new Float64Array(population.size).fill(current) } : current;
  const encoding: Encoding = { population: population.name, parameter: one.parameter, field: one.field ?? null, scale };
  return { encoding, perCell: { ...population, parameters: { ...population.parameters, [one.parameter]: values } } };
}

interface Training {
  readonly network: Network;
  readonly learners: Readonly<Record<string, Learner>>;
  readonly protocol: readonly Stage[];
  readonly data: DataSelection | null;
  readonly encode: readonly Encoding[];
  readonly dt: number;
}

export function checkTraining({ metrics }: Scenario, training: Training): void {
  const { network, learners, protocol, data } = training;
  for (const [name, learner] of Object.entries(learners))
    within(`learner ${name}`, () => checkLearner(learner, network, training.dt));
  for (const [name, metric] of Object.entries(metrics)) within(`metric ${name}`, () => checkMetric(metric, metrics, training));
  protocol.forEach((stage, k) => within(`stage ${k} (${stage.kind})`, () => checkStage(stage, metrics, training)));
  if (protocol.length > 0 && data === null) fail('a protocol without data', "Write data: dataset('mnist').split('train', 1000).");
  const fromBatches = Object.values(learners).filter(learnsFromBatches).length;
  const batched = protocol.filter(({ by }) => by === 'batches').length;
  if (fromBatches > 0 && fromBatches < Object.keys(learners).length)
    fail('learners of batches and of presentations, expected one of them');
  if (protocol.length > 0 && batched > 0 !== fromBatches > 0)
    fail(
      fromBatches > 0 ? 'its learner learns from batches' : 'batches are for learners of the network itself',
      fromBatches > 0 ? 'Write train({ epochs: 10, batch: 64 }).' : "Write train({ present: '100 ms', reset: true }).",
    );
  if (batched > 0 && batched < protocol.length) fail('a protocol of batches and of presentations, expected one of them');
  if (batched < protocol.length)
    for (const one of training.encode) within(`encoding of ${one.population}`, () => checkPresented(one));
}

/** What is presented comes to its port alone, for as long as it is presented, and in every stage. */
function checkPresented(one: Encoding): void {
  if ('parameter' in one) return;
  const { steps, gates, during } = one;
  if (steps === Number.POSITIVE_INFINITY && gates.length === 0 && awake.every((lesson) => during.includes(lesson))) return;
  fail('steps, gates or during of what is presented for a time', 'They are for batches: leave them out.');
}

function checkStage(stage: Stage, metrics: Readonly<Record<string, Metric>>, { dt, learners }: Training): void {
  if (stage.by === 'presentation') return void toSteps(stage.present, dt, 'present');
  if (stage.kind !== 'train') return undefined;
  for (const name of stage.learners ?? [])
    if (!Object.hasOwn(learners, name)) fail(`learner '${name}' is unknown`, suggest(name, Object.keys(learners)));
  if (stage.stop !== null) checkMeasured(stage.stop.metric, metrics, stage.stop.kind === 'early' ? 'validation' : 'train');
  if (stage.restarts === null) return undefined;
  checkMeasured(stage.restarts.metric, metrics, 'train');
  for (const [name, { kind }] of Object.entries(learners))
    if (!startingAgain.has(kind)) fail(`learner '${name}' of kind '${kind}' cannot start again`, 'Leave out restarts.');
  return undefined;
}

/** Learners that forget the way so far. */
const startingAgain: ReadonlySet<Learner['kind']> = new Set(['boltzmann', 'contrastive-divergence', 'gradient']);

function checkMeasured(name: string, metrics: Readonly<Record<string, Metric>>, during: During): void {
  const metric = Object.hasOwn(metrics, name)
    ? metrics[name]!
    : fail(`metric '${name}' is unknown`, suggest(name, Object.keys(metrics)));
  if (!('during' in metric) || metric.during !== during) fail(`metric '${name}' is not measured during '${during}'`);
}

function checkLearner(learner: Learner, network: Network, dt: number): void {
  if (learner.kind === 'gradient') return checkGradient(learner, network);
  if (learnsFromBatches(learner)) return void trainedNames(network, learner.trains);
  const { features, every, says } = learner;
  if (features !== 'inputs') for (const population of features) populationOf(network, population);
  if (every !== null) toSteps(every, dt, 'every');
  if (says !== null) checkPort(says, network);
}

/** 'population.port'. */
function checkPort(name: string, network: Network): void {
  const [population = '', port = ''] = name.split('.');
  portOf(populationOf(network, population), port);
}

function checkGradient({ losses, trains }: GradientLearner, network: Network): void {
  for (const loss of losses) within(`loss ${loss.kind}`, () => variableOfLoss(loss, network));
  trainedNames(network, trains);
}

function checkMetric(metric: Metric, metrics: Scenario['metrics'], { network, learners }: Training): void {
  switch (metric.kind) {
    case 'weight-mean':
    case 'weight-share':
      return checkWeights(network, metric);
    case 'accuracy':
    case 'correlation':
    case 'penalty':
      if (Object.hasOwn(learners, metric.learner)) return undefined;
      return fail(`learner '${metric.learner}' is unknown`, suggest(metric.learner, Object.keys(learners)));
    case 'activity':
    case 'allowed':
    case 'class-accuracy':
    case 'coverage':
    case 'map-error':
    case 'purity':
    case 'surprise':
    case 'capacity':
    case 'error':
    case 'valid-time':
      return checkVariable(
        populationOf(network, metric.population),
        metric.variable ?? outputOf(populationOf(network, metric.population)),
      );
    case 'folds':
    case 'component':
      return void projectionOf(network, metric.projection);
    case 'free-energy':
      return checkMachine(projectionOf(network, metric.projection), network);
    case 'deviation': {
      const population = populationOf(network, metric.population);
      checkVariable(population, metric.variable);
      if (population.size === metric.expected.length) return undefined;
      return fail(`${metric.expected.length} expected values, but ${population.name} has ${population.size} cells`);
    }
    case 'delta-norm':
      for (const name of [metric.population, metric.relativeTo ?? metric.population]) populationOf(network, name);
      return checkLag(metric.lag, learners);
    case 'energy':
      return checkEnergy(metric, network);
    case 'completion':
    case 'kl-divergence':
    case 'enumeration':
      checkEnergy(metric, network);
      if (typeof metric.temperature === 'string') checkVariable(populationOf(network, metric.population), metric.temperature);
      if (populationOf(network, metric.population).size <= mostEnumerated) return undefined;
      return fail(`${metric.population} has too many cells to go through all states, expected at most ${mostEnumerated}`);
    case 'comparison':
      return metric.of.forEach((part) => checkMetricName(part, metrics));
    case 'loss':
    case 'updates':
      return undefined;
    case 'lyapunov':
    case 'state-distance':
    case 'state-rank':
      return checkTrial(metric, network);
    case 'bump':
    case 'interval-error':
    case 'pattern-errors':
    case 'spectral-peak':
    case 'volley':
      for (const population of [metric.of].flat()) populationOf(network, population);
      return undefined;
    default:
      return metric satisfies never;
  }
}

function checkLag(lag: number | null, learners: Training['learners']): void {
  const longest = Math.max(0, ...Object.values(learners).map((one) => (one.kind === 'gradient' ? one.unroll : 0)));
  if (lag !== null && lag >= longest) fail(`lag is ${lag}, but gradients go over ${longest} steps`, 'A lag is below unroll.');
}

/** Cells whose states are gone through. */
const mostEnumerated = 16;

function checkEnergy({ population: name, bias }: Pick<EnergyMetric, 'population' | 'bias'>, network: Network): void {
  const { parameters, model } = populationOf(network, name);
  if (!network.projections.some(({ to, symmetric }) => to === name && symmetric === true))
    fail(`no undirected connection leads to ${name}`, 'Write symmetric: true in a projection from it to itself.');
  if (bias !== null && !Object.hasOwn(parameters, bias))
    fail(`'${bias}' is no parameter of ${name} (model ${model.name})`, suggest(bias, Object.keys(parameters)));
}

/** Free energies are of a full connection of values between cells that have logits, biases and a temperature. */
function checkMachine({ name, from, to, variable, wiring }: NetworkProjection, network: Network): void {
  if (variable === null || !isFull(wiring)) fail(`${name} is no connection of values from all cells to all cells`);
  for (const variable of ['z', 'p']) checkVariable(populationOf(network, to), variable);
  for (const population of [from, to].map((end) => populationOf(network, end)))
    for (const parameter of ['bias', 'temperature'])
      if (!Object.hasOwn(population.model.parameters, parameter))
        fail(`${population.name} (model ${population.model.name}) has no parameter '${parameter}'`);
}

function checkTrial({ of, drive }: TrialMetric, network: Network): void {
  for (const name of of) outputOf(populationOf(network, name));
  if (drive === null) return;
  const { ports } = populationOf(network, drive.population).model;
  if (!Object.hasOwn(ports, drive.port))
    fail(`${drive.population} has no port '${drive.port}'`, suggest(drive.port, Object.keys(ports)));
}

function checkWeights(network: Network, { projection, relativeTo }: WeightMetric): void {
  const carriers = network.projections.filter(({ variable }) => variable === null);
  const found = carriers.find(({ name }) => name === projection);
  if (found === undefined) {
    const names = carriers.map(({ name }) => name);
    return fail(`projection '${projection}' is unknown, or carries no spikes`, suggest(projection, names));
  }
  const unit = populationOf(network, found.to).model.ports[found.port]!.unit;
  if (parseQuantity(String(relativeTo), unit, 'relativeTo') === 0) fail(`relativeTo is '${relativeTo}', expected more than 0`);
}
