/** Whether a value from outside is a message of a client: shapes and limits. Whether its names and numbers exist is for the host to say. */
import { NeurariumError } from '../errors.ts';
import type { ClientMessage, Question, ToldStimulus, ValueDemand } from './messages.ts';

type Loose = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const most = {
  cells: 100_000,
  demands: 64,
  stimuli: 64,
  text: 200,
  controls: 200,
  synapses: 1_000_000,
  side: 4096,
  grid: 1024,
  examples: 10_000,
  characters: 1000,
  steps: 1e9,
} as const;

const isCount: Check = (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isText: Check = (value) => typeof value === 'string' && value.length <= most.text;
const isBoolean: Check = (value) => typeof value === 'boolean';
const isControlValue: Check = (value) => isNumber(value) || isText(value) || isBoolean(value);
const isSpeed: Check = (value) => value === 'fastest' || (isNumber(value) && (value as number) > 0);
const isSteps: Check = (value) => isCount(value) && (value as number) >= 1 && (value as number) <= most.steps;
const isCells: Check = (value) => Array.isArray(value) && value.length <= most.cells && value.every(isCount);
const isInterval: Check = (value) => Array.isArray(value) && value.length === 2 && value.every(isNumber) && value[0] < value[1];

function isUpTo(limit: number): Check {
  return (value) => isCount(value) && (value as number) >= 1 && (value as number) <= limit;
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

function isOptional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

const isControls: Check = (value) =>
  isObject(value) &&
  Object.keys(value).length <= most.controls &&
  Object.entries(value).every(([name, one]) => isText(name) && isControlValue(one));

type Fields<T> = Readonly<Record<Exclude<keyof T, 'kind' | 'of'>, Check>>;

const demandFields: Fields<ValueDemand> = {
  population: isCount,
  variable: isText,
  cells: (value) => value === 'all' || isCells(value),
};

const stimulusFields: Fields<ToldStimulus> = {
  population: isCount,
  port: isText,
  cells: isCells,
  value: (value) => isNumber(value) || (value instanceof Float64Array && value.length <= most.cells && value.every(isNumber)),
  steps: isSteps,
};

function isListOf<T>(fields: Fields<T>, limit: number): Check {
  const isOne: Check = (value) => isObject(value) && wrongField(value, null, fields) === null;
  return (value) => Array.isArray(value) && value.length <= limit && value.every(isOne);
}

const questions: { readonly [K in Question['of']]: Fields<Extract<Question, { of: K }>> } = {
  values: { population: isCount, variable: isText },
  lanes: { population: isCount, variable: isText, limit: isUpTo(most.examples) },
  synapses: { projection: isCount, limit: isUpTo(most.synapses) },
  'synapses-of-cell': { population: isCount, cell: isCount, limit: isUpTo(most.synapses) },
  weights: { from: isCount, to: isCount, rows: isUpTo(most.side), columns: isUpTo(most.side) },
  products: { population: isCount, phase: (value) => value === 'clamped' || value === 'free' },
  'weight-histogram': { projection: isCount, bins: isUpTo(most.side) },
  spectrum: { population: isCount },
  'incoming-weights': { projection: isCount, targets: isCells },
  surface: {
    inputs: isCount,
    population: isCount,
    variable: isText,
    across: isInterval,
    up: isInterval,
    columns: isUpTo(most.grid),
    rows: isUpTo(most.grid),
  },
  examples: { inputs: isCount, field: isText, limit: isUpTo(most.examples) },
  energies: { metric: isText, bins: isUpTo(most.side) },
  confusion: { metric: isText },
  generated: { inputs: isCount, population: isCount, variable: isText, prompt: isCells, length: isUpTo(most.characters) },
};

const isQuestion: Check = (value) => {
  if (!isObject(value) || typeof value['of'] !== 'string' || !Object.hasOwn(questions, value['of'])) return false;
  return wrongField(value, 'of', questions[value['of'] as Question['of']]) === null;
};

const messages: { readonly [K in ClientMessage['kind']]: Fields<Extract<ClientMessage, { kind: K }>> } = {
  open: { seed: isOptional(isCount), controls: isOptional(isControls) },
  run: {},
  pause: {},
  step: { steps: isSteps },
  speed: { speed: isSpeed },
  control: { name: isText, value: isControlValue },
  stimulate: { stimuli: isListOf(stimulusFields, most.stimuli) },
  mute: { projection: isCount, muted: isBoolean },
  demand: {
    number: isCount,
    values: isListOf(demandFields, most.demands),
  },
  ask: { id: isCount, question: isQuestion },
  save: { id: isCount },
  ready: {},
};

/** @throws NeurariumError 'usage' that names the first field that is wrong */
export function checkClientMessage(value: unknown): ClientMessage {
  if (!isObject(value)) throw refused('it is no object');
  const { kind } = value;
  if (typeof kind !== 'string' || !Object.hasOwn(messages, kind))
    throw refused(`its kind is ${told(kind)}; expected one of ${Object.keys(messages).join(', ')}`);
  const wrong = wrongField(value, 'kind', messages[kind as ClientMessage['kind']]);
  if (wrong !== null) throw refused(`'${wrong}' of a message '${kind}' is ${told(value[wrong])}`);
  return value as unknown as ClientMessage;
}

/** The first field that is wrong, or that does not belong there. */
function wrongField(value: Loose, tag: string | null, fields: Readonly<Record<string, Check>>): string | null {
  for (const [name, check] of Object.entries(fields))
    if (!check(Object.hasOwn(value, name) ? value[name] : undefined)) return name;
  return Object.keys(value).find((name) => name !== tag && !Object.hasOwn(fields, name)) ?? null;
}

function refused(why: string): NeurariumError {
  return new NeurariumError({ code: 'usage', message: `a message of the client is refused: ${why}` });
}

function told(value: unknown): string {
  if (typeof value === 'string') return `'${value.slice(0, 40)}'`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return value === undefined ? 'missing' : 'of another type';
}
