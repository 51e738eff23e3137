/** Turns a written model into the plain `Model`, refusing what is wrong by name. Knows no population; equations are checked by the equations layer. */
import { writtenUnit } from './distribution.ts';
import { checkModel } from './equations/index.ts';
import { NeurariumError, within } from './errors.ts';
import { lowerInitial } from './initial-names.ts';
import type { Integrator } from './kernels/ir.ts';
import type { Model, ModelParameter, ModelPort, ModelSpike, ModelState } from './model.ts';
import { checkTags, type ModelTags } from './model-tags.ts';
import type { WrittenExpression } from './pair-expression.ts';
import { checkLimits, describe } from './parameter-value.ts';
import { suggest } from './suggest.ts';
import { parseQuantity, parseUnit, toInternal } from './units.ts';

/** Names with a meaning of their own in equations. */
export const reservedNames: readonly string[] = ['weight', 'pre', 'post', 't', 'dt', 'xi'];

export interface WrittenModel {
  readonly name: string;
  readonly source: string;
  readonly parameters?: Readonly<
    Record<
      string,
      {
        readonly default: number | string;
        readonly doc: string;
        readonly min?: number | string;
        readonly above?: number | string;
        readonly trainable?: boolean;
        readonly max?: number | string;
      }
    >
  >;
  readonly state?: Readonly<
    Record<
      string,
      {
        readonly unit: string;
        readonly initial: number | string | WrittenExpression;
        readonly doc: string;
        readonly kept?: boolean;
      }
    >
  >;
  readonly ports?: Readonly<Record<string, { readonly unit: string; readonly on?: string; readonly doc?: string }>>;
  readonly equations?: string;
  readonly spike?: ModelSpike;
  readonly integrator?: Integrator;
  readonly outputs?: readonly string[];
  readonly axes?: readonly string[];
  readonly tags?: ModelTags;
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** `spikes`: whether `spike` is required, or refused. @throws NeurariumError naming the model and the parameter, variable or port */
export function buildModel(written: WrittenModel, spikes: boolean): Model {
  if (!isName(written.name))
    fail(`model name ${describe(written.name)}, expected letters, digits and _, beginning with a letter`);
  const model = within(`model ${written.name}`, () => {
    requireText(written.source, 'source');
    checkNames(written);
    const { parameters, state } = readDeclarations(written.parameters, written.state);
    const ports = mapEntries(written.ports, 'port', readPort);
    const outputs = written.outputs ?? Object.keys(state);
    for (const name of outputs) {
      if (!Object.hasOwn(state, name)) fail(`output '${name}' is no state variable`, suggest(name, Object.keys(state)));
    }
    const { spike } = written;
    if (spikes) requireText(spike?.when, 'spike.when');
    else if (spike !== undefined) fail("'spike' in a cell that does not spike", 'Use defineNeuron.');
    if (written.tags !== undefined) checkTags(written.tags, Object.keys(ports));
    const model: Model = {
      name: written.name,
      source: written.source,
      parameters,
      state,
      ports,
      equations: written.equations ?? '',
      ...(spike === undefined ? {} : { spike }),
      ...(written.integrator === undefined ? {} : { integrator: written.integrator }),
      outputs,
      ...(written.axes === undefined ? {} : { axes: written.axes }),
      ...(written.tags === undefined ? {} : { tags: written.tags }),
    };
    return model;
  });
  const used = checkModel(model);
  for (const axis of model.axes ?? []) {
    if (used.includes(axis)) continue;
    const message = `axis '${axis}' is declared, but no equation works along it`;
    throw new NeurariumError({ code: 'description', message, where: `model ${model.name}` });
  }
  return used.length === 0 ? model : { ...model, axes: model.axes ?? used };
}

type NamesOf = Pick<WrittenModel, 'parameters' | 'state' | 'ports' | 'axes'>;

/** Checked parameters and state variables, apart from a model. */
export function readDeclarations(
  parameters: WrittenModel['parameters'],
  state: WrittenModel['state'],
): Pick<Model, 'parameters' | 'state'> {
  checkNames({ ...(parameters && { parameters }), ...(state && { state }) });
  const read = mapEntries(parameters, 'parameter', readParameter);
  return { parameters: read, state: mapEntries(state, 'state variable', (about) => readState(about, read)) };
}

function mapEntries<From, To>(
  entries: Readonly<Record<string, From>> | undefined,
  kind: string,
  read: (about: From) => To,
): Record<string, To> {
  return Object.fromEntries(
    Object.entries(entries ?? {}).map(([name, about]) => [name, within(`${kind} ${name}`, () => read(about))]),
  );
}

export function isName(name: unknown): name is string {
  return typeof name === 'string' && /^[A-Za-z][A-Za-z0-9_]*$/.test(name);
}

function requireText(text: unknown, what: string): void {
  if (typeof text !== 'string' || text.trim() === '') fail(`${what} is ${text === undefined ? 'missing' : 'empty'}`);
}

/** Parameters, state, ports and axes share one name space in the equations. */
function checkNames({ parameters, state, ports, axes }: NamesOf): void {
  const seen = new Map<string, string>();
  for (const [kind, entries] of [
    ['parameter', parameters],
    ['state variable', state],
    ['port', ports],
    ['axis', Object.fromEntries((axes ?? []).map((name) => [name, name]))],
  ] as const) {
    for (const name of Object.keys(entries ?? {})) {
      if (!isName(name)) fail(`${kind} '${name}' is no name`, 'Names are letters, digits and _, beginning with a letter.');
      if (reservedNames.includes(name)) fail(`${kind} '${name}' has a reserved name`, `Reserved: ${reservedNames.join(', ')}.`);
      const other = seen.get(name);
      if (other !== undefined) fail(`'${name}' is both a ${other} and a ${kind}`, 'Rename one of them.');
      seen.set(name, kind);
    }
  }
}

function readParameter(about: NonNullable<WrittenModel['parameters']>[string]): ModelParameter {
  requireText(about.doc, 'doc');
  const unit = writtenUnit(about.default);
  const read = (given: number | string, what: string): number => {
    const value = typeof given === 'string' ? parseQuantity(given, unit, what) : toInternal(given, unit);
    return Number.isFinite(value) ? value : fail(`${what} is ${given}, expected a finite number`);
  };
  const limits = {
    ...(about.min === undefined ? {} : { min: read(about.min, 'min') }),
    ...(about.above === undefined ? {} : { above: read(about.above, 'above') }),
    ...(about.trainable === true ? { trainable: true } : {}),
    ...(about.max === undefined ? {} : { max: read(about.max, 'max') }),
  };
  const parameter = { value: read(about.default, 'default'), unit, doc: about.doc, ...limits };
  checkLimits(parameter.value, parameter, 'default');
  return parameter;
}

function readState(
  about: NonNullable<WrittenModel['state']>[string],
  parameters: Readonly<Record<string, ModelParameter>>,
): ModelState {
  const state = readInitial(about, parameters);
  return about.kept === true ? { ...state, kept: true } : state;
}

function readInitial(
  about: NonNullable<WrittenModel['state']>[string],
  parameters: Readonly<Record<string, ModelParameter>>,
): ModelState {
  requireText(about.doc, 'doc');
  const { dimension } = parseUnit(about.unit);
  const { initial, unit, doc } = about;
  if (typeof initial === 'string' && isName(initial)) {
    const parameter = parameters[initial];
    if (parameter === undefined) return fail(`initial '${initial}' is no parameter`, suggest(initial, Object.keys(parameters)));
    if (parseUnit(parameter.unit).dimension.some((exponent, i) => exponent !== dimension[i])) {
      throw new NeurariumError({
        code: 'unit',
        message: `initial '${initial}' is in ${parameter.unit}, the variable in ${unit}`,
      });
    }
    return { unit, initial, doc };
  }
  if (typeof initial === 'object') {
    lowerInitial(initial, parameters, unit);
    return { unit, initial, doc };
  }
  if (typeof initial === 'string') return { unit, initial: parseQuantity(initial, unit, 'initial'), doc };
  if (!Number.isFinite(initial)) return fail(`initial is ${initial}, expected a finite number`);
  if (initial !== 0 && dimension.some((exponent) => exponent !== 0)) {
    throw new NeurariumError({
      code: 'unit',
      message: `initial ${initial} has no unit, expected a quantity in ${unit}`,
      hint: `Write '${initial} ${unit}'.`,
    });
  }
  return { unit, initial, doc };
}

function readPort(about: NonNullable<WrittenModel['ports']>[string]): ModelPort {
  parseUnit(about.unit);
  if (about.on !== undefined) requireText(about.on, 'on');
  return about;
}
