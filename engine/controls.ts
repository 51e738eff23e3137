/** Controls of a scenario: declared once, read from text or values. Knows no command line. */
import { writtenUnit } from './distribution.ts';
import { NeurariumError, within } from './errors.ts';
import { describe } from './parameter-value.ts';
import { suggest } from './suggest.ts';
import { formatQuantity, parseQuantity, type Quantity, type UnitOf, type UnitText } from './units.ts';

export type ControlDeclaration =
  | {
      readonly default: number;
      readonly min?: number;
      readonly max?: number;
      /** Whole numbers only. */
      readonly integer?: boolean;
      /** Words that stand for a number: { all: 9002 }. */
      readonly named?: Readonly<Record<string, number>>;
      readonly doc: string;
    }
  | {
      readonly default: `${number} ${UnitText}`;
      readonly min?: `${number} ${UnitText}`;
      readonly max?: `${number} ${UnitText}`;
      readonly doc: string;
    }
  | { readonly default: string; readonly choices: readonly string[]; readonly doc: string }
  /** A text, read by the scenario itself: a formula, a sentence. `longest`: in characters. */
  | { readonly default: string; readonly longest: number; readonly doc: string }
  | { readonly default: boolean; readonly doc: string };

export type ControlDeclarations = Readonly<Record<string, ControlDeclaration>>;

/** Beyond the union: limits have the default's unit, a default is one of its choices. */
export type CheckedControls<C extends ControlDeclarations> = {
  readonly [K in keyof C]: C[K] extends { readonly choices: readonly (infer Choice)[] }
    ? { readonly default: Choice }
    : C[K] extends { readonly longest: number }
      ? unknown
      : C[K]['default'] extends string
        ? { readonly min?: Quantity<UnitOf<C[K]['default']>>; readonly max?: Quantity<UnitOf<C[K]['default']>> }
        : unknown;
};

type ValueOf<D extends ControlDeclaration> = D extends { readonly choices: readonly (infer Choice)[] }
  ? Choice
  : D extends { readonly longest: number }
    ? string
    : D['default'] extends boolean
      ? boolean
      : D['default'] extends number
        ? number
        : `${number} ${UnitOf<D['default']>}`;

/** What `network` is handed: numbers, booleans, choices, texts; quantities as text in the default's unit, ready for a parameter or a weight. */
export type ControlValues<C extends ControlDeclarations> = { readonly [K in keyof C]: ValueOf<C[K]> };

export type ControlValue = number | string | boolean;

/** A checked control. Numbers of a quantity are in internal units; `unit` is the default's, in which values are shown. */
export type Control =
  | {
      readonly kind: 'number' | 'integer';
      readonly default: number;
      readonly min?: number;
      readonly max?: number;
      readonly named: Readonly<Record<string, number>>;
      readonly doc: string;
    }
  | {
      readonly kind: 'quantity';
      readonly default: number;
      readonly unit: string;
      readonly min?: number;
      readonly max?: number;
      readonly doc: string;
    }
  | { readonly kind: 'choice'; readonly default: string; readonly choices: readonly string[]; readonly doc: string }
  | { readonly kind: 'text'; readonly default: string; readonly longest: number; readonly doc: string }
  | { readonly kind: 'boolean'; readonly default: boolean; readonly doc: string };

export type Controls = Readonly<Record<string, Control>>;

/** Flags of every run; no control may take one. */
export const globalFlags: readonly string[] = [
  'seed',
  'duration',
  'dt',
  'set',
  'threads',
  'precision',
  'record',
  'save',
  'load',
  'train',
  'json',
  'quiet',
  'data',
  'data-inputs',
  'data-target',
  'help',
  'version',
];

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

function misuse(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'usage', message, hint });
}

/** `inputRate` -> `input-rate`: the flag is `--input-rate`. */
export function kebabName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `taken`: names that flags have. @throws NeurariumError naming the control */
export function declareControls(declarations: ControlDeclarations, taken: readonly string[] = []): Controls {
  return Object.fromEntries(
    Object.entries(declarations).map(([name, about]) => [
      name,
      within(`control ${name}`, () => declareControl(name, about, taken)),
    ]),
  );
}

function declareControl(name: string, about: ControlDeclaration, taken: readonly string[]): Control {
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) fail(`control '${name}' is no name`, 'Names are camelCase letters and digits.');
  if (taken.includes(kebabName(name))) fail(`control '${name}' takes the name of a global flag`, `Taken: ${taken.join(', ')}.`);
  if (typeof about.doc !== 'string' || about.doc.trim() === '') fail(`doc of control '${name}' is missing`);
  const control = readDeclaration(about);
  // The default goes through the same door as what a user gives.
  readValue(name, control, control.kind === 'quantity' ? formatQuantity(control.default, control.unit) : control.default);
  return control;
}

function readDeclaration(about: ControlDeclaration): Control {
  const { doc } = about;
  if (typeof about.default === 'boolean') return { kind: 'boolean', default: about.default, doc };
  if ('choices' in about) {
    if (about.choices.length === 0) fail('choices are empty');
    return { kind: 'choice', default: about.default, choices: about.choices, doc };
  }
  if ('longest' in about) {
    const { default: usual, longest } = about;
    if (!Number.isSafeInteger(longest) || longest < 1) fail(`longest is ${longest}, expected a whole number of characters`);
    return { kind: 'text', default: usual, longest, doc };
  }
  if (typeof about.default === 'number') {
    const { min, max, integer, named } = about as Extract<ControlDeclaration, { default: number }>;
    const limits = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
    return { kind: integer === true ? 'integer' : 'number', default: about.default, ...limits, named: named ?? {}, doc };
  }
  const { default: text, min, max } = about as { default: string; min?: string; max?: string };
  const unit = writtenUnit(text);
  const read = (given: string, what: string): number => parseQuantity(given, unit, what);
  const limits = {
    ...(min === undefined ? {} : { min: read(min, 'min') }),
    ...(max === undefined ? {} : { max: read(max, 'max') }),
  };
  return { kind: 'quantity', default: read(text, 'default'), unit, ...limits, doc };
}

/** `100 to 1000000`, `at least '0 mV'`, `circle, xor`: for help and errors. */
export function describeRange(control: Control): string {
  if (control.kind === 'boolean') return 'true or false';
  if (control.kind === 'choice') return control.choices.join(', ');
  if (control.kind === 'text') return `a text of at most ${control.longest} characters`;
  const unit = control.kind === 'quantity' ? control.unit : '1';
  const show = (value: number): string => (unit === '1' ? String(value) : `'${formatQuantity(value, unit)}'`);
  const { min, max } = control;
  const kind = control.kind === 'integer' ? 'a whole number' : control.kind === 'number' ? 'a number' : `a quantity in ${unit}`;
  const words = control.kind === 'quantity' ? [] : Object.keys(control.named);
  const or = words.length === 0 ? '' : ` or ${words.join(', ')}`;
  if (min !== undefined && max !== undefined) return `${kind} from ${show(min)} to ${show(max)}${or}`;
  if (min !== undefined) return `${kind} of at least ${show(min)}${or}`;
  return max === undefined ? `${kind}${or}` : `${kind} of at most ${show(max)}${or}`;
}

/**
 * The values of all controls: defaults, overridden by `given` (values, or text as typed in a terminal; names camelCase or kebab-case).
 * @throws NeurariumError 'usage' or 'unit' with suggestion or range
 */
export function resolveControls(controls: Controls, given: Readonly<Record<string, ControlValue>>): Record<string, ControlValue> {
  const names = Object.keys(controls);
  const chosen = new Map<string, ControlValue>();
  for (const [key, value] of Object.entries(given)) {
    const name = names.find((known) => known === key || kebabName(known) === key);
    if (name === undefined) return misuse(`control '${key}' is unknown`, suggest(key, names));
    if (chosen.has(name)) misuse(`control '${name}' is given twice, as '${name}' and '${kebabName(name)}'`);
    chosen.set(name, value);
  }
  return Object.fromEntries(
    Object.entries(controls).map(([name, control]) => {
      const value = chosen.get(name);
      if (value !== undefined) return [name, readValue(name, control, value)];
      return [name, control.kind === 'quantity' ? formatQuantity(control.default, control.unit) : control.default];
    }),
  );
}

function readValue(name: string, control: Control, given: ControlValue): ControlValue {
  const wrong = (): never => misuse(`control '${name}' is ${describe(given)}, expected ${describeRange(control)}`);
  switch (control.kind) {
    case 'boolean':
      if (typeof given === 'boolean') return given;
      return given === 'true' ? true : given === 'false' ? false : wrong();
    case 'choice':
      if (typeof given === 'string' && control.choices.includes(given)) return given;
      return misuse(
        `control '${name}' is ${describe(given)}, expected one of: ${describeRange(control)}`,
        suggest(String(given), control.choices),
      );
    case 'text':
      return String(given).length <= control.longest ? String(given) : wrong();
    case 'quantity': {
      if (typeof given === 'boolean') return wrong();
      const value = parseQuantity(String(given), control.unit, `control '${name}'`);
      return inRange(value, control) ? formatQuantity(value, control.unit) : wrong();
    }
    case 'number':
    case 'integer': {
      const value = readNumber(given, control.named) ?? wrong();
      const whole = control.kind === 'number' || Number.isSafeInteger(value);
      return Number.isFinite(value) && whole && inRange(value, control) ? value : wrong();
    }
    default:
      return control satisfies never;
  }
}

function readNumber(given: ControlValue, named: Readonly<Record<string, number>>): number | undefined {
  if (typeof given === 'number') return given;
  if (typeof given === 'boolean' || given.trim() === '') return undefined;
  if (Object.hasOwn(named, given)) return named[given];
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(given.trim()) ? Number(given) : undefined;
}

function inRange(value: number, { min, max }: { readonly min?: number; readonly max?: number }): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}
