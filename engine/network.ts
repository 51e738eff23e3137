/** `network`: populations by name and projections between them, as plain data, checked when made. Knows no dt and draws nothing. */
import type { Axis } from './axes.ts';
import type { CellModel, Population, Shape } from './define-neuron.ts';
import { bindRule } from './define-rule.ts';
import { type Delay, type DelayInSteps, isInSteps, isNone } from './delay.ts';
import { NeurariumError, within } from './errors.ts';
import { checkShape, type MatrixShape } from './matrix-shape.ts';
import type { Model } from './model.ts';
import { isName } from './model-check.ts';
import { isPairExpression, type PairExpression } from './pair-expression.ts';
import { checkPair, type Pair } from './pair-names.ts';
import { checkLimits, describe, type Given, type ParameterValue, readGiven } from './parameter-value.ts';
import { isPoissonInput, type PoissonInput } from './poisson-input.ts';
import type { Schedule } from './population-schedule.ts';
import type { Positions } from './position.ts';
import type { BoundRule, LearningRule } from './rule.ts';
import { isWeightsOf, sharedProjection, type WeightsOf } from './shared-weights.ts';
import { suggest } from './suggest.ts';
import { checkSymmetric, pairsAmong } from './symmetric.ts';
import { valueOrder } from './value-order.ts';
import { checkWiring, isFull, knownSynapses, type Wiring } from './wiring.ts';

export type { ParameterValue } from './parameter-value.ts';

/** A value by synapse: as of cells, or an expression over the pair. */
export type PairValue = ParameterValue | PairExpression;

/**
 * What a target gets of values: `sum` of the weights times the values; `distance`, the sum of the squared differences of weights and values, so
 * that the weights of a target are a point among inputs.
 */
export type ValueMap = 'sum' | 'distance';

export type Populations = Readonly<Record<string, Population>>;

type ShapeIn<Pops extends Populations, N extends keyof Pops> = Pops[N] extends Population<infer S> ? S : never;
type PortsIn<Pops extends Populations, N extends keyof Pops> = ShapeIn<Pops, N>['ports'];

/** Names of the populations of a network. */
export type PopulationName<Pops extends Populations> = keyof Pops & string;
/** 'E', or 'E.v' for the state variable v of E. */
export type SourceName<Pops extends Populations> = {
  [N in PopulationName<Pops>]: N | `${N}.${ShapeIn<Pops, N>['outputs']}`;
}[PopulationName<Pops>];
/** Ports that at least one population has. */
export type PortName<Pops extends Populations> = {
  [N in PopulationName<Pops>]: keyof PortsIn<Pops, N> & string;
}[PopulationName<Pops>];
/** Units of the ports of this name. */
export type UnitsOfPort<Pops extends Populations, Port extends string> = {
  [N in PopulationName<Pops>]: Port extends keyof PortsIn<Pops, N> ? PortsIn<Pops, N>[Port] : never;
}[PopulationName<Pops>];
/** Populations that have the port, with unit U. */
export type WithPort<Pops extends Populations, Port extends string, U extends string> = {
  [N in PopulationName<Pops>]: Port extends keyof PortsIn<Pops, N> ? (PortsIn<Pops, N>[Port] extends U ? N : never) : never;
}[PopulationName<Pops>];

interface ProjectionOnto<Pops extends Populations, Port extends string, U extends string> {
  readonly from: SourceName<Pops>;
  /** Several targets make one projection each, in this order. */
  readonly to: WithPort<Pops, Port, U> | readonly WithPort<Pops, Port, U>[];
  readonly port: Port;
  readonly wiring: Wiring;
  /** In the port's unit. An array has one entry per synapse, in the order that `Wiring` names. */
  readonly weight: Given<U> | PairExpression | WeightsOf;
  /** What is made of the weights as one matrix, such as spectralRadius(0.9): of values, from a population to itself. */
  readonly shape?: MatrixShape;
  /** Of values; default 'sum'. */
  readonly map?: ValueMap;
  /** Default 0 steps, which is one step from spike to arrival. */
  readonly delay?: Given<'ms'> | PairExpression | DelayInSteps;
  /** How the weights change, or what the synapses transmit: `pairStdp.of({ ... })`. Needs a source that spikes. */
  readonly rule?: LearningRule;
  /** Whether a learner that trains all ('*') trains it; default true. */
  readonly trainable?: boolean;
  /**
   * Undirected: one weight for each pair of different cells of a population, whichever of the two looks. An array has n (n - 1) / 2 entries:
   * that of cells i > j at i (i - 1) / 2 + j. A condition `where` is asked once of each pair, i being the larger; others weigh 0.
   */
  readonly symmetric?: boolean;
}

/** Arrivals that come from no population. */
interface DriveOnto<Pops extends Populations, Port extends string, U extends string> {
  readonly from: PoissonInput;
  /** Each cell of each target has sources of its own. */
  readonly to: WithPort<Pops, Port, U> | readonly WithPort<Pops, Port, U>[];
  readonly port: Port;
  /** Of one arrival, in the port's unit: one for all, or one per cell. */
  readonly weight: Given<U>;
}

/** A projection or drive as written: one member per port and unit, so that `to` has the port and `weight` its unit. */
export type Projection<Pops extends Populations> = {
  [Port in PortName<Pops>]: {
    [U in UnitsOfPort<Pops, Port>]: ProjectionOnto<Pops, Port, U> | DriveOnto<Pops, Port, U>;
  }[UnitsOfPort<Pops, Port>];
}[PortName<Pops>];

export interface NetworkPopulation {
  readonly name: string;
  readonly model: Model;
  readonly size: number;
  /** Absent where cells were only counted. */
  readonly axes?: readonly Axis[];
  /** Absent where all cells move at once. */
  readonly schedule?: Schedule;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly initial: Readonly<Record<string, ParameterValue>>;
  readonly position: Positions | null;
}

/** One source, one target. `name` is `E->I:excitatory#0`, where the number counts projections of equal source, target and port. */
export interface NetworkProjection {
  readonly name: string;
  readonly from: string;
  /** State variable that a value connection reads; null where spikes are sent. */
  readonly variable: string | null;
  readonly to: string;
  readonly port: string;
  readonly wiring: Wiring;
  readonly weight: PairValue;
  /** Name of the projection whose weights it shares; null for weights of its own. */
  readonly shares: string | null;
  /** Whether it has them with sources and targets exchanged; absent where it has them as they are. */
  readonly transposed?: true;
  /** Name by which its synapses and weights are drawn: what shares weights is drawn alike. */
  readonly drawnAs: string;
  /** Absent where weights stay as they are drawn. */
  readonly shape?: MatrixShape;
  readonly map: ValueMap;
  /** 0 or more; a value connection has one for all its synapses. */
  readonly delay: Delay;
  readonly rule: BoundRule | null;
  readonly trainable: boolean;
  /** Absent where it is directed. */
  readonly symmetric?: true;
}

/** Poisson numbers of arrivals at a port of one population. `name` is `poisson input->E:excitatory#0`, counted as for projections. */
export interface NetworkDrive {
  readonly name: string;
  readonly to: string;
  readonly port: string;
  /** Arrivals per cell and ms. */
  readonly rate: number;
  readonly weight: ParameterValue;
  /** How many projections were declared before it: arrivals are added in declared order. */
  readonly after: number;
}

/** In declared order. The type parameter is for the checks of scenarios alone. */
export interface Network<Pops extends Populations = Populations> {
  readonly populations: readonly NetworkPopulation[];
  readonly projections: readonly NetworkProjection[];
  readonly drives: readonly NetworkDrive[];
  /** For the types alone; never present. */
  readonly '~populations'?: Pops;
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/**
 * Populations by name and projections between them.
 * @throws NeurariumError naming the projection: unknown names, wrong units, wiring that does not fit, a cycle of values without delay
 */
export function network<const Pops extends Populations>(
  populations: Pops,
  projections: readonly Projection<NoInfer<Pops>>[],
): Network<Pops> {
  const described = Object.entries(populations).map(([name, population]) => describePopulation(name, population));
  if (described.length === 0) fail('a network without populations', 'Write network({ E: lif.of(100) }, []).');
  const byName = new Map(described.map((population) => [population.name, population]));
  const counts = new Map<string, number>();
  const expanded: NetworkProjection[] = [];
  const drives: NetworkDrive[] = [];
  (projections as readonly WrittenProjection[]).forEach((written, k) => {
    const from = isPoissonInput(written.from) ? 'poissonInput' : String(written.from);
    within(`projection ${k} (${from} -> ${String(written.to)})`, () => {
      if (isPoissonInput(written.from)) drives.push(...expandDrive(written.from, written, byName, counts, expanded.length));
      else expanded.push(...expand(written, byName, counts, expanded));
    });
  });
  checkCycles(described, expanded);
  return { populations: described, projections: expanded, drives };
}

function describePopulation(name: string, given: Population): NetworkPopulation {
  if (!isName(name)) fail(`population '${name}' is no name`, 'Names are letters, digits and _, beginning with a letter.');
  if (typeof given !== 'object' || given === null || !('size' in given)) {
    const isModel = typeof given === 'object' && given !== null && 'of' in given;
    const model = isModel ? (given as unknown as CellModel<Shape>).model.name : 'lif';
    return fail(
      `population '${name}' is ${isModel ? 'a model' : describe(given)}, expected cells of one`,
      `Write ${model}.of(100).`,
    );
  }
  const { '~shape': _, ...described } = given;
  return { name, ...described };
}

interface WrittenProjection {
  readonly from: string | PoissonInput;
  readonly to: string | readonly string[];
  readonly port: string;
  readonly wiring: Wiring;
  readonly weight: unknown;
  readonly shape?: MatrixShape;
  readonly map?: unknown;
  readonly delay?: unknown;
  readonly rule?: unknown;
  readonly trainable?: boolean;
  readonly symmetric?: boolean;
}

function find(byName: ReadonlyMap<string, NetworkPopulation>, name: string): NetworkPopulation {
  return byName.get(name) ?? fail(`population '${name}' is unknown`, suggest(String(name), [...byName.keys()]));
}

function expand(
  written: WrittenProjection,
  byName: ReadonlyMap<string, NetworkPopulation>,
  counts: Map<string, number>,
  before: readonly NetworkProjection[],
): NetworkProjection[] {
  const { source, variable } = readSource(written.from, byName);
  return readTargets(written).map((to) => {
    const target = find(byName, to);
    const { wiring, port } = written;
    const unit = portUnit(target, port, source, variable);
    if (typeof wiring !== 'object' || wiring === null || !('kind' in wiring)) {
      fail(
        `wiring is ${describe(wiring)}, expected one`,
        'Write allToAll(), oneToOne(), probability(p), fixedInDegree(k), fixedOutDegree(k), fixedTotalNumber(n), pairs(from, to) or cycle().',
      );
    }
    checkWiring(wiring, source.size, target.size, source === target);
    const symmetric = written.symmetric === true;
    const synapses = symmetric
      ? knownPairs(wiring, source.size)
      : knownSynapses(wiring, source.size, target.size, source === target);
    const pair = { source, target };
    const given = written.weight;
    const shared = isWeightsOf(given) ? readShared(given, { ...written, variable, source, target }, before, byName) : null;
    const transposed = isWeightsOf(given) && given.transposed !== (shared!.transposed === true);
    const weight = shared?.weight ?? (isPairExpression(given) ? given : readGiven(given, unit, 'weight', synapses));
    if (isPairExpression(weight)) checkPair(weight, pair, unit, 'weight');
    if ('where' in wiring && wiring.where !== null) checkPair(wiring.where, pair, 'condition', 'condition where');
    if ('probability' in wiring && isPairExpression(wiring.probability)) checkPair(wiring.probability, pair, '1', 'probability');
    const name = numbered(`${source.name}->${to}:${port}`, counts);
    const { shape } = written;
    const full = isFull(wiring);
    if (shape !== undefined) checkShape(shape, { from: source.name, to, values: variable !== null && shared === null, full });
    const map = readMap(written.map, source, variable, target);
    if (symmetric) {
      const made = shape !== undefined || shared !== null;
      checkSymmetric({ from: source.name, to, values: variable !== null, wiring, made, map });
    }
    return {
      name,
      from: source.name,
      variable,
      to,
      port,
      wiring,
      weight,
      shares: shared === null ? null : (shared.shares ?? shared.name),
      ...(transposed && { transposed }),
      drawnAs: shared?.drawnAs ?? name,
      ...(shape !== undefined && { shape }),
      map,
      delay: readDelay(written.delay, synapses, variable, pair),
      rule: written.rule === undefined ? null : readRule(written.rule, unit, source, variable, target),
      trainable: written.trainable ?? true,
      ...(symmetric && { symmetric: true as const }),
    };
  });
}

/** Weights of an undirected connection; null where a condition decides. */
function knownPairs(wiring: Wiring, cells: number): number | null {
  return 'where' in wiring && wiring.where !== null ? null : pairsAmong(cells);
}

function readShared(
  { projection, transposed }: WeightsOf,
  {
    wiring,
    map,
    variable,
    source,
    target,
  }: Pick<WrittenProjection, 'wiring' | 'map'> &
    Pick<NetworkProjection, 'variable'> & {
      readonly source: NetworkPopulation;
      readonly target: NetworkPopulation;
    },
  before: readonly NetworkProjection[],
  byName: ReadonlyMap<string, NetworkPopulation>,
): NetworkProjection {
  if (transposed && target.schedule !== undefined)
    fail(`weights transposed onto ${target.name}, whose cells move in turn, expected cells that move at once`);
  const sharing = { transposed, wiring, values: variable !== null, sources: source.size, targets: target.size };
  const shared = sharedProjection(projection, sharing, before, (name) => byName.get(name)!.size);
  if (transposed && (shared.map === 'distance' || map === 'distance'))
    fail(`weights of ${shared.name} transposed, by map 'distance', expected sums`);
  return shared;
}

function readTargets({ to }: WrittenProjection): readonly string[] {
  const targets = typeof to === 'string' ? [to] : to;
  if (Array.isArray(targets) && targets.length > 0) return targets;
  return fail(`'to' is ${describe(to)}, expected the name of a population`);
}

/** The name with the number of those before it that have the same. */
function numbered(triple: string, counts: Map<string, number>): string {
  const k = counts.get(triple) ?? 0;
  counts.set(triple, k + 1);
  return `${triple}#${k}`;
}

/** `after`: projections so far. */
function expandDrive(
  { rate, sources }: PoissonInput,
  written: WrittenProjection,
  byName: ReadonlyMap<string, NetworkPopulation>,
  counts: Map<string, number>,
  after: number,
): NetworkDrive[] {
  const { port } = written;
  for (const given of ['wiring', 'delay'] as const) {
    if (written[given] !== undefined)
      fail(`a poissonInput() with ${given}, expected none`, 'Each target cell has sources of its own.');
  }
  return readTargets(written).map((to) => {
    const target = find(byName, to);
    const weight = readGiven(written.weight, declaredPort(target, port).unit, 'weight', target.size);
    // No population is called 'poisson input', so no stream of a projection has this name.
    return { name: numbered(`poisson input->${to}:${port}`, counts), to, port, rate: rate * sources, weight, after };
  });
}

/** 'E' sends spikes, or the first output where E does not spike; 'E.v' sends v. */
function readSource(
  from: unknown,
  byName: ReadonlyMap<string, NetworkPopulation>,
): { source: NetworkPopulation; variable: string | null } {
  if (typeof from !== 'string') fail(`'from' is ${describe(from)}, expected the name of a population`);
  const dot = from.indexOf('.');
  const source = find(byName, dot < 0 ? from : from.slice(0, dot));
  const { model } = source;
  if (dot >= 0) {
    const variable = from.slice(dot + 1);
    if (model.outputs.includes(variable)) return { source, variable };
    return fail(`'${variable}' is no output of ${source.name} (model ${model.name})`, suggest(variable, model.outputs));
  }
  if (model.spike !== undefined) return { source, variable: null };
  const variable = model.outputs[0];
  return variable === undefined
    ? fail(`${source.name} (model ${model.name}) neither spikes nor has an output`)
    : { source, variable };
}

function declaredPort(target: NetworkPopulation, port: string): Model['ports'][string] {
  const ports = target.model.ports;
  if (Object.hasOwn(ports, port)) return ports[port]!;
  return fail(
    `${target.name} (model ${target.model.name}) has no port '${String(port)}'`,
    suggest(String(port), Object.keys(ports)),
  );
}

function portUnit(target: NetworkPopulation, port: string, source: NetworkPopulation, variable: string | null): string {
  const found = declaredPort(target, port);
  if (variable !== null && found.on !== undefined) {
    const spikes = source.model.spike === undefined ? '' : ` Its spikes are sent by from: '${source.name}'.`;
    fail(
      `port '${port}' of ${target.name} takes spikes, and ${source.name}.${variable} is a value`,
      `A value goes to a port without 'on'.${spikes}`,
    );
  }
  return found.unit;
}

function readMap(given: unknown, source: NetworkPopulation, variable: string | null, target: NetworkPopulation): ValueMap {
  if (given === undefined || given === 'sum') return 'sum';
  if (given !== 'distance') fail(`map is ${describe(given)}, expected 'sum' or 'distance'`);
  if (variable === null) fail(`map 'distance' of spikes of ${source.name}, expected values`);
  if (target.schedule !== undefined)
    fail(`map 'distance' onto ${target.name}, whose cells move in turn, expected cells that move at once`);
  return 'distance';
}

function readDelay(given: unknown, synapses: number | null, variable: string | null, pair: Pair): Delay {
  if (given === undefined) return 0;
  if (isInSteps(given)) return given;
  if (variable !== null && isPairExpression(given)) fail('a value connection with a delay by pair, expected one delay for all');
  if (isPairExpression(given)) {
    checkPair(given, pair, 'ms', 'delay');
    return given;
  }
  const delay = readGiven(given, 'ms', 'delay', synapses);
  checkLimits(delay, { unit: 'ms', min: 0 }, 'delay');
  if (variable !== null && typeof delay !== 'number')
    fail('a value connection with a delay per synapse, expected one delay for all');
  return delay;
}

function readRule(
  given: unknown,
  unit: string,
  source: NetworkPopulation,
  variable: string | null,
  target: NetworkPopulation,
): BoundRule {
  if (variable !== null) fail(`a rule on values of ${source.name}.${variable}, expected a source that sends spikes`);
  const bound = bindRule(given, unit);
  const { onPost, post } = bound.rule;
  if (target.model.spike === undefined && (onPost !== '' || post.spike !== ''))
    fail(`rule ${bound.rule.name} acts on postsynaptic spikes, but ${target.name} (model ${target.model.name}) does not spike`);
  return bound;
}

function checkCycles(populations: readonly NetworkPopulation[], projections: readonly NetworkProjection[]): void {
  const inTurn = new Set(populations.flatMap(({ name, schedule }) => (schedule === undefined ? [] : name)));
  const edges = projections.filter(
    ({ from, to, variable, delay }) => variable !== null && isNone(delay) && !(from === to && inTurn.has(to)),
  );
  const result = valueOrder(
    populations.map(({ name }) => name),
    edges,
  );
  if (!('cycle' in result)) return;
  fail(
    `value connections without delay form a cycle: ${result.cycle.join(' -> ')}`,
    'Give one of them a delay of at least one step. A population can read itself without delay if it has a schedule, such as asyncRandom().',
  );
}
