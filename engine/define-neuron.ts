/** `defineNeuron` and `defineCell`: a model written once, checked when made, and populations of it. Knows no network, no kernels. */
import { type Axis, axisShape, cellsAlong, readAxes } from './axes.ts';
import { NeurariumError, within } from './errors.ts';
import type { Integrator } from './kernels/ir.ts';
import type { Model, ModelParameter, ModelSpike, ModelState } from './model.ts';
import { buildModel } from './model-check.ts';
import type { ModelTags } from './model-tags.ts';
import type { WrittenExpression } from './pair-expression.ts';
import { checkLimits, describe, type Given, type ParameterValue, readGiven } from './parameter-value.ts';
import { checkSchedule, type Schedule } from './population-schedule.ts';
import { coordinateNames, type Positions, readPositions } from './position.ts';
import { suggest } from './suggest.ts';
import type { Quantity, UnitOf, UnitText } from './units.ts';

/** Units of a model by name, for the types alone: what TypeScript checks in `of`, `network` and `scenario`. */
export interface Shape {
  readonly parameters: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly ports: Readonly<Record<string, string>>;
  readonly outputs: string;
  readonly axes: readonly string[];
}

export interface ParameterDeclaration {
  /** '20 ms', or a number where there is no unit. */
  readonly default: number | `${number} ${UnitText}`;
  readonly doc: string;
  /** Limits: a quantity, or a number in the default's unit. `min` and `max` belong to the range, `above` does not (what is divided by). */
  readonly min?: number | `${number} ${UnitText}`;
  readonly above?: number | `${number} ${UnitText}`;
  readonly max?: number | `${number} ${UnitText}`;
  /** Whether learners train it, one number per cell, where they are told to train all, as weights and biases are. */
  readonly trainable?: boolean;
}

export interface StateDeclaration {
  readonly unit: UnitText | '1';
  /** Name of a parameter, a quantity, or 0; any number where the unit is '1'; `expression(...)` over parameters, dt and draws. */
  readonly initial: string | number | WrittenExpression;
  readonly doc: string;
  /** Whether `reset` leaves it, and it belongs to what is learnt: running averages. */
  readonly kept?: boolean;
}

export interface PortDeclaration {
  readonly unit: UnitText | '1';
  readonly on?: string;
  readonly doc?: string;
}

type Declarations<T> = Readonly<Record<string, T>>;
type None = Record<never, never>;

type CheckedParameters<P extends Declarations<ParameterDeclaration>> = {
  readonly [K in keyof P]: {
    readonly min?: number | Quantity<UnitOf<P[K]['default']>>;
    readonly above?: number | Quantity<UnitOf<P[K]['default']>>;
    readonly max?: number | Quantity<UnitOf<P[K]['default']>>;
  };
};
type CheckedState<S extends Declarations<StateDeclaration>, P> = {
  readonly [K in keyof S]: { readonly initial: (keyof P & string) | Quantity<S[K]['unit']> | 0 | WrittenExpression };
};

export interface CellDefinition<
  P extends Declarations<ParameterDeclaration>,
  S extends Declarations<StateDeclaration>,
  T extends Declarations<PortDeclaration>,
  O extends string,
  A extends readonly string[],
> {
  readonly name: string;
  /** Author, year, place. */
  readonly source: string;
  readonly parameters?: P & CheckedParameters<P>;
  readonly state?: S & CheckedState<S, P>;
  readonly ports?: T;
  readonly equations?: string;
  readonly integrator?: Integrator;
  /** State variables that value connections may read, the default first. Default: all, in order. */
  readonly outputs?: readonly O[];
  /** Axes that the equations name in reductions, `at` and `index`. Without them those work along a population's only axis. */
  readonly axes?: A;
  /** What the zoo's classification says of it, where its equations do not. */
  readonly tags?: ModelTags<NoInfer<keyof T & string>>;
}

type ShapeOf<
  P extends Declarations<ParameterDeclaration>,
  S extends Declarations<StateDeclaration>,
  T extends Declarations<PortDeclaration>,
  O extends string,
  A extends readonly string[],
> = {
  readonly parameters: { readonly [K in keyof P & string]: UnitOf<P[K]['default']> };
  readonly state: { readonly [K in keyof S & string]: S[K]['unit'] };
  readonly ports: { readonly [K in keyof T & string]: T[K]['unit'] };
  readonly outputs: O;
  readonly axes: A;
};

/** How many cells: a number, where the model names no two axes, or the length of each axis by name, the last one running fastest. */
export type Cells<S extends Shape> =
  | (S['axes'] extends readonly [string, string, ...string[]] ? never : number)
  | (Readonly<Record<S['axes'][number], number>> & Readonly<Record<string, number>>);

/** What `of` takes: parameters and initial state in one record, each a quantity, `values()` or a distribution. */
export type Bag<S extends Shape> = { readonly [K in keyof S['parameters']]?: Given<S['parameters'][K]> } & {
  readonly [K in keyof S['state']]?: Given<S['state'][K]>;
} & {
  /** Where the cells lie: `grid`, `line`, `ring`, `scattered` or `positions`. */
  readonly position?: Positions;
};

/** `size` cells of a model, as plain data. */
export interface Population<S extends Shape = Shape> {
  readonly model: Model;
  readonly size: number;
  /** Where cells have axes with names; absent where they were only counted. */
  readonly axes?: readonly Axis[];
  readonly schedule?: Schedule;
  /** Every parameter of the model. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** The state variables whose initial value was given; for the others the model's own holds. */
  readonly initial: Readonly<Record<string, ParameterValue>>;
  readonly position: Positions | null;
  /** For the types alone; never present. */
  readonly '~shape'?: S;
}

export interface PopulationOptions {
  /** When cells move within a step; default: all at once. */
  readonly schedule?: Schedule;
}

/** A model, and a way to make populations of it. */
export interface CellModel<S extends Shape = Shape> {
  readonly model: Model;
  /**
   * `n` cells (an integer of at least 1), or cells along named axes: of({ batch: 4, class: 10 }) are 40, cell 10 b + c at (b, c).
   * Parameters not in `bag` keep their defaults; arrays have an entry for each cell.
   * @throws NeurariumError 'description' or 'unit', naming model and parameter
   */
  of(n: Cells<S>, bag?: Bag<S>, options?: PopulationOptions): Population<S>;
}

/** A model of neurons that spike: `spike.when` is required. Checked when made, equations included. */
export function defineNeuron<
  const P extends Declarations<ParameterDeclaration> = None,
  const S extends Declarations<StateDeclaration> = None,
  const T extends Declarations<PortDeclaration> = None,
  const O extends keyof S & string = keyof S & string,
  const A extends readonly string[] = readonly [],
>(definition: CellDefinition<P, S, T, O, A> & { readonly spike: ModelSpike }): CellModel<ShapeOf<P, S, T, O, A>> {
  return makeModel<ShapeOf<P, S, T, O, A>>(buildModel(definition, true));
}

/** A model of cells that do not spike; value connections read its outputs. */
export function defineCell<
  const P extends Declarations<ParameterDeclaration> = None,
  const S extends Declarations<StateDeclaration> = None,
  const T extends Declarations<PortDeclaration> = None,
  const O extends keyof S & string = keyof S & string,
  const A extends readonly string[] = readonly [],
>(definition: CellDefinition<P, S, T, O, A>): CellModel<ShapeOf<P, S, T, O, A>> {
  return makeModel<ShapeOf<P, S, T, O, A>>(buildModel(definition, false));
}

function makeModel<S extends Shape>(model: Model): CellModel<S> {
  return {
    model,
    of: (n, bag, options) => within(`model ${model.name}`, () => makePopulation<S>(model, n, bag ?? {}, options ?? {})),
  };
}

function makePopulation<S extends Shape>(
  model: Model,
  cells: unknown,
  bag: Readonly<Record<string, unknown>>,
  { schedule }: PopulationOptions,
): Population<S> {
  const axes = isRecord(cells) ? readAxes(cells) : undefined;
  const size = axes === undefined ? readSize(cells, model) : cellsAlong(axes);
  for (const axis of model.axes ?? []) axisShape(axes, size, axis);
  if (schedule !== undefined) checkSchedule(schedule, model, size, axes);
  const known = [...Object.keys(model.parameters), ...Object.keys(model.state)];
  for (const name of Object.keys(bag)) {
    if (known.includes(name) || name === 'position') continue;
    const message = `'${name}' is neither a parameter nor a state variable`;
    throw new NeurariumError({ code: 'description', message, hint: suggest(name, [...known, 'position']) });
  }
  const read = (name: string, about: ModelParameter | ModelState): ParameterValue => {
    const what = 'value' in about ? `parameter ${name}` : `initial ${name}`;
    const value = readGiven(bag[name], about.unit, what, size);
    if ('value' in about) checkLimits(value, about, what);
    return value;
  };
  const parameters: Record<string, ParameterValue> = {};
  for (const [name, about] of Object.entries(model.parameters)) {
    parameters[name] = bag[name] === undefined ? about.value : read(name, about);
  }
  const initial: Record<string, ParameterValue> = {};
  for (const [name, about] of Object.entries(model.state)) {
    if (bag[name] !== undefined) initial[name] = read(name, about);
  }
  const position = bag['position'] === undefined ? null : readPositions(bag['position'], size);
  checkCoordinateNames(model, position);
  return {
    model,
    size,
    ...(axes === undefined ? {} : { axes }),
    ...(schedule === undefined ? {} : { schedule }),
    parameters,
    initial,
    position,
  };
}

function isRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

/** x_pre would mean two things. */
function checkCoordinateNames(model: Model, position: Positions | null): void {
  const twice = coordinateNames.slice(0, position?.coordinates.length ?? 0).find((name) => Object.hasOwn(model.parameters, name));
  if (twice === undefined) return;
  const message = `the model has a parameter '${twice}', so its cells can have no position with a coordinate of that name`;
  throw new NeurariumError({ code: 'description', message, hint: 'Rename the parameter.' });
}

/** Counted cells lie along one axis. */
function readSize(given: unknown, { axes = [] }: Model): number {
  if (typeof given !== 'number' || !Number.isSafeInteger(given) || given < 1) {
    const message = `a population of ${describe(given)} cells, expected a whole number of at least 1`;
    throw new NeurariumError({ code: 'description', message, hint: 'Or the length of each axis: { row: 10, column: 10 }.' });
  }
  if (axes.length < 2) return given;
  const message = `${given} cells of a model with the axes ${axes.join(', ')}, expected the length of each`;
  const hint = `Write of({ ${axes.map((axis) => `${axis}: ...`).join(', ')} }).`;
  throw new NeurariumError({ code: 'description', message, hint });
}
