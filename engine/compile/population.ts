/** Plans the memory of one population, and fills in its parameters, coefficients and initial state. */
import { NeurariumError, within } from '../errors.ts';
import { lowerInitial } from '../initial-names.ts';
import { type CellEnvironment, compileProgram, poissonTable, poissonTableBytes } from '../kernels/index.ts';
import { type LoweredModel, operandsOf, type Program } from '../kernels/ir.ts';
import type { NetworkPopulation, ParameterValue } from '../network.ts';
import { roundingTolerance, roundToSteps } from '../steps.ts';
import { formatQuantity } from '../units.ts';
import { expressionValues } from './expression-values.ts';
import type { Layout } from './layout.ts';
import { type NumberSlot, numberBytes, numbersAt, type PopulationPlan, type Precision } from './plan.ts';
import type { Sampler } from './sampler.ts';

/** Cells per block: kernels run whole vectors, threads will own whole blocks. */
const blockCells = 128;

export interface PopulationRequest {
  readonly population: NetworkPopulation;
  readonly lowered: LoweredModel;
  readonly index: number;
  readonly precision: Precision;
  readonly lanes: number;
}

/** Requests what parameters fill, with room for each cell where they are trained. */
export function requestParameters(
  request: PopulationRequest,
  layout: Layout,
  trained: ReadonlySet<string> = new Set(),
): Pick<PopulationPlan, 'parameters' | 'coefficients' | 'tables'> {
  const { population, lowered, precision } = request;
  const stride = strideOf(population.size);
  const perCell = new Set(
    Object.keys(population.parameters).filter((name) => typeof population.parameters[name] !== 'number' || trained.has(name)),
  );
  const varying = coefficientsPerCell(lowered.coefficients, perCell);
  const slot = (isPerCell: boolean): NumberSlot => ({
    region: layout.request('kept', (isPerCell ? stride : 1) * numberBytes(precision)),
    perCell: isPerCell,
  });
  const parameters: Record<string, NumberSlot> = {};
  for (const name of Object.keys(population.model.parameters)) parameters[name] = slot(perCell.has(name));
  const coefficients: Record<string, NumberSlot> = {};
  for (const name of lowered.coefficientNames) coefficients[name] = slot(varying.has(name));
  refuseMeansPerCell(population, lowered, varying, perCell);
  const tables = Object.fromEntries(lowered.poissonMeans.map((name) => [name, layout.request('kept', poissonTableBytes)]));
  return { parameters, coefficients, tables };
}

/** A table serves all cells. */
function refuseMeansPerCell(
  { name, model }: NetworkPopulation,
  { poissonMeans }: LoweredModel,
  varying: ReadonlySet<string>,
  perCell: ReadonlySet<string>,
): void {
  if (!poissonMeans.some((mean) => varying.has(mean))) return;
  throw new NeurariumError({
    code: 'description',
    message: `the mean of a poisson() of model ${model.name} differs from cell to cell, expected one for all`,
    where: `population ${name}`,
    hint: `Give one number for all cells in place of ${[...perCell].join(', ')}, or use one population per value.`,
  });
}

/** Requests what a step changes. */
export function requestDynamics(
  request: PopulationRequest,
  layout: Layout,
): Pick<PopulationPlan, 'state' | 'refractoryUntil' | 'spikes' | 'amplitude' | 'stimulus' | 'notFinite'> {
  const { population, lowered, precision, lanes } = request;
  const cells = strideOf(population.size) * lanes;
  const state: PopulationPlan['state'] = Object.fromEntries(
    Object.entries(population.model.state).map(([name, { kept = false }]) => [
      name,
      layout.request(kept ? 'kept' : 'state', cells * numberBytes(precision)),
    ]),
  );
  const stimulus = Object.fromEntries(
    Object.keys(population.model.ports).map((port) => [port, layout.request('scratch', cells * numberBytes(precision))]),
  );
  return {
    state,
    refractoryUntil: lowered.refractory ? layout.request('state', cells * 4) : null,
    spikes: lowered.spikes ? layout.request('scratch', cells * 4) : null,
    amplitude: lowered.graded ? layout.request('scratch', cells * numberBytes(precision)) : null,
    stimulus,
    notFinite: layout.request('scratch', 4),
  };
}

export function strideOf(size: number): number {
  return Math.ceil(size / blockCells) * blockCells;
}

/** Names of the coefficients that depend on a parameter given per cell. */
function coefficientsPerCell(program: Program, perCell: ReadonlySet<string>): Set<string> {
  const varies: boolean[] = [];
  const names = new Set<string>();
  program.instructions.forEach((instruction, id) => {
    varies[id] =
      instruction.op === 'load' ? perCell.has(instruction.name) : operandsOf(instruction).some((operand) => varies[operand]!);
    if (instruction.op === 'store' && varies[id]) names.add(instruction.name);
  });
  return names;
}

/** Writes parameters as described; per-cell draws come from the stream `<population>/parameter/<name>`. */
export function fillParameters(
  plan: PopulationPlan,
  population: NetworkPopulation,
  buffer: ArrayBuffer,
  precision: Precision,
  sampler: Sampler,
): void {
  for (const [name, slot] of Object.entries(plan.parameters)) {
    const value = population.parameters[name]!;
    const draw = sampler.values(value, `${plan.name}/parameter/${name}`);
    fillCells(plan, slot, buffer, precision, (cell) => draw(cell, 0));
  }
}

/** Overwrites one parameter: a number, or one per cell where the population was compiled so. */
export function writeParameter(
  plan: PopulationPlan,
  name: string,
  value: number | ArrayLike<number>,
  buffer: ArrayBuffer,
  precision: Precision,
): void {
  const slot = plan.parameters[name]!;
  if (typeof value === 'number') {
    fillCells(plan, slot, buffer, precision, () => value);
    return;
  }
  if (!slot.perCell) {
    throw new NeurariumError({
      code: 'description',
      message: `parameter '${name}' is shared by the population's cells, so it takes one number, not ${value.length}`,
      where: `population ${plan.name}`,
      hint: 'Describe it per cell when the population is made: give an array or a distribution.',
    });
  }
  fillCells(plan, slot, buffer, precision, (cell) => value[cell]!);
}

/** Computes the coefficients from the parameters in memory, in float64, and rounds them to the plan's precision. */
export function fillCoefficients(plan: PopulationPlan, buffer: ArrayBuffer, precision: Precision, dt: number): void {
  refuseLostRefractoriness(plan, buffer, precision, dt);
  const view = (slot: NumberSlot) => numbersAt(buffer, slot.region.address, slot.perCell ? plan.stride : 1, precision);
  const parameters = parameterViews(plan, buffer, precision);
  const coefficients = new Map(Object.entries(plan.coefficients).map(([name, slot]) => [name, view(slot)]));
  const rounds = Object.values(plan.coefficients).some((slot) => slot.perCell) ? plan.size : 1;
  evaluateCoefficients(plan.lowered.coefficients, rounds, dt, {
    load: (name, cell) => at(parameters.get(name)!, cell),
    store: (name, value, cell) => {
      const target = coefficients.get(name)!;
      target[Math.min(cell, target.length - 1)] = value;
    },
  });
  for (const target of coefficients.values()) if (target.length > 1) target.fill(target[plan.size - 1]!, plan.size);
  for (const [name, { address }] of Object.entries(plan.tables)) {
    const table = within(`population ${plan.name}`, () => poissonTable(coefficients.get(name)![0]!));
    new Int32Array(buffer, address, table.length).set(table);
  }
}

function parameterViews({ parameters, stride }: PopulationPlan, buffer: ArrayBuffer, precision: Precision) {
  const view = (slot: NumberSlot) => numbersAt(buffer, slot.region.address, slot.perCell ? stride : 1, precision);
  return new Map(Object.entries(parameters).map(([name, slot]) => [name, view(slot)]));
}

interface Numbers {
  load(name: string, cell: number): number;
  store(name: string, value: number, cell: number): void;
}

/** Runs a coefficient program for the first `cells` cells. */
export function evaluateCoefficients(program: Program, cells: number, dt: number, { load, store }: Numbers): void {
  const run = compileProgram(program, 'float64');
  let cell = 0;
  const environment: CellEnvironment = {
    step: 0,
    dt,
    load: (_, name) => load(name, cell),
    store: (_, name, value) => store(name, value, cell),
    uniform: () => notInCoefficients('draws'),
    normal: () => notInCoefficients('draws'),
    poisson: () => notInCoefficients('draws'),
    refractory: () => notInCoefficients('asks for refractoriness'),
    spike: () => notInCoefficients('spikes'),
  };
  for (; cell < cells; cell++) run(environment);
}

/** @throws NeurariumError where a refractory time above 0 would be none at this dt */
function refuseLostRefractoriness(plan: PopulationPlan, buffer: ArrayBuffer, precision: Precision, dt: number): void {
  const program = plan.lowered.refractoryTime;
  if (program === null) return;
  const perCell = program.instructions.some((one) => one.op === 'load' && plan.parameters[one.name]!.perCell);
  const parameters = parameterViews(plan, buffer, precision);
  evaluateCoefficients(program, perCell ? plan.size : 1, dt, {
    load: (name, cell) => at(parameters.get(name)!, cell),
    store: (_, time, cell) => {
      // A difference such as t - dt may leave a rest of rounding in place of 0.
      if (!(time > roundingTolerance * dt) || roundToSteps(time, dt) > 0) return;
      throw new NeurariumError({
        code: 'description',
        message:
          `the refractory time of ${formatQuantity(time, 'ms')} (${plan.model.spike!.refractory!} of model ${plan.model.name}) ` +
          `rounds to 0 steps of dt, ${formatQuantity(dt, 'ms')}`,
        where: perCell ? `population ${plan.name}, cell ${cell}` : `population ${plan.name}`,
        hint: `Give 0 ms for none, at least ${formatQuantity(dt / 2, 'ms')} for one step, or use a shorter dt.`,
      });
    },
  });
}

function notInCoefficients(what: string): never {
  throw new NeurariumError({ code: 'equation', message: `a coefficient ${what}; it may depend on parameters and dt alone` });
}

function at(values: Float64Array | Float32Array, cell: number): number {
  return values[values.length === 1 ? 0 : cell]!;
}

/** Writes the initial state of all lanes; draws come from the stream `<population>/initial/<name>`. */
export function fillInitialState(
  plan: PopulationPlan,
  population: NetworkPopulation,
  buffer: ArrayBuffer,
  precision: Precision,
  lanes: number,
  dt: number,
  sampler: Sampler,
): void {
  for (const [name, region] of Object.entries(plan.state)) {
    const values = numbersAt(buffer, region.address, lanes * plan.stride, precision);
    const draw = initialValue(plan, population.initial[name], name, buffer, precision, dt, sampler);
    for (let lane = 0; lane < lanes; lane++) {
      for (let cell = 0; cell < plan.stride; cell++)
        values[lane * plan.stride + cell] = draw(Math.min(cell, plan.size - 1), lane);
    }
    refuseNotFinite(plan, name, values);
  }
  if (plan.refractoryUntil !== null) new Int32Array(buffer, plan.refractoryUntil.address, lanes * plan.stride).fill(-1);
}

/** A description holds finite numbers, but not all of them fit into float32. */
function refuseNotFinite(plan: PopulationPlan, name: string, values: Float64Array | Float32Array): void {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return;
  throw new NeurariumError({
    code: 'description',
    message: `the initial value of cell ${wrong % plan.stride} is too large for float32`,
    where: `population ${plan.name}, variable ${name}`,
    hint: 'Use --precision float64, or a unit in which the number is smaller.',
  });
}

function initialValue(
  plan: PopulationPlan,
  given: ParameterValue | undefined,
  name: string,
  buffer: ArrayBuffer,
  precision: Precision,
  dt: number,
  sampler: Sampler,
): (cell: number, lane: number) => number {
  const stream = `${plan.name}/initial/${name}`;
  if (given !== undefined) return sampler.values(given, stream);
  const { initial, unit } = plan.model.state[name]!;
  if (typeof initial === 'number') return () => initial;
  const parameter = (parameterName: string) => {
    const slot = plan.parameters[parameterName]!;
    return numbersAt(buffer, slot.region.address, slot.perCell ? plan.stride : 1, precision);
  };
  if (typeof initial === 'string') {
    const values = parameter(initial);
    return (cell) => at(values, cell);
  }
  const program = lowerInitial(initial, plan.model.parameters, unit);
  const value = expressionValues(program, sampler.stream(stream), dt, `the initial ${name}`);
  const parameters = new Map(Object.keys(plan.parameters).map((key) => [key, parameter(key)]));
  return (cell, lane) => {
    const number = value([cell, lane, 0], (key) => at(parameters.get(key)!, cell));
    if (Number.isFinite(number)) return number;
    throw new NeurariumError({
      code: 'description',
      message: `the initial value of cell ${cell} is ${number}, expected a finite number`,
      where: `population ${plan.name}, variable ${name}`,
      hint: `It was computed by '${initial.text.trim()}'; where(condition, a, b) treats cells apart.`,
    });
  };
}

/** Padding repeats the last cell, so that it computes nothing unusual. */
function fillCells(
  plan: PopulationPlan,
  slot: NumberSlot,
  buffer: ArrayBuffer,
  precision: Precision,
  value: (cell: number) => number,
): void {
  const values = numbersAt(buffer, slot.region.address, slot.perCell ? plan.stride : 1, precision);
  for (let cell = 0; cell < values.length; cell++) values[cell] = value(Math.min(cell, plan.size - 1));
}
