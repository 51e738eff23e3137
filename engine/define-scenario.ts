/** `scenario`: a runnable, citable experiment, checked when made. Its functions of the controls are the only functions in a description. */
import { type ControlDeclarations, type ControlValue, declareControls, globalFlags } from './controls.ts';
import type { DataShape } from './data/index.ts';
import { describeScenario } from './describe-scenario.ts';
import { NeurariumError, within } from './errors.ts';
import type { Integrator } from './kernels/ir.ts';
import type { Network, Populations } from './network.ts';
import type { Expectation, OfControls, Panel, Precision, Scenario, ScenarioDefinition, WrittenEncoding } from './scenario.ts';
import { checkDt } from './steps.ts';
import type { DataSelection, Learner, Stage } from './training/index.ts';
import { parseQuantity } from './units.ts';

type Given = Readonly<Record<string, ControlValue>>;

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/**
 * A scenario. It is described once with the default controls, so that what is wrong with it is said when the file is loaded.
 * @throws NeurariumError naming the scenario and the place
 */
export function scenario<
  const C extends ControlDeclarations = Record<never, never>,
  Pops extends Populations = Populations,
  const M extends string = never,
>(definition: ScenarioDefinition<C, Pops, M>): Scenario {
  const { id } = definition;
  if (typeof id !== 'string' || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    fail(`scenario id '${String(id)}' is not kebab-case`, "An id looks like 'balanced-network'.");
  }
  return within(`scenario ${id}`, () => {
    const made = makeScenario(definition as unknown as Loose);
    describeScenario(made);
    return made;
  });
}

/** The definition as JavaScript sees it, once TypeScript has checked it. */
type Loose = Omit<
  ScenarioDefinition<ControlDeclarations, Populations, string>,
  'network' | 'encode' | 'panels' | 'expect' | 'stimuli' | 'data' | 'learner' | 'protocol'
> & {
  readonly network: (controls: Given, data: DataShape | null) => Network;
  readonly encode?: OfControls<Given, WrittenEncoding | readonly WrittenEncoding[]>;
  readonly panels?: OfControls<Given, readonly Panel[]>;
  readonly expect?: OfControls<Given, readonly Expectation[]>;
  readonly stimuli?: OfControls<Given, readonly unknown[]>;
  readonly data?: OfControls<Given, DataSelection>;
  readonly learner?: OfControls<Given, Learner | Readonly<Record<string, Learner>>>;
  readonly protocol?: OfControls<Given, readonly Stage[]>;
};

function makeScenario(written: Loose): Scenario {
  for (const what of ['title', 'source'] as const) {
    if (typeof written[what] !== 'string' || written[what].trim() === '') fail(`${what} is missing`);
  }
  if (typeof written.network !== 'function')
    fail('network is no function of the controls', 'Write network: () => network({ ... }, []).');
  const timed = written.dt !== undefined;
  const duration = written.duration === undefined ? null : readDuration(written.duration, timed);
  if ((duration === null) === (written.protocol === undefined)) {
    fail(duration === null ? 'duration is missing' : 'both a duration and a protocol, which says how long it takes');
  }
  return {
    kind: 'scenario',
    id: written.id,
    title: written.title,
    source: written.source,
    timed,
    dt: timed ? checkDt(parseQuantity(written.dt!, 'ms', 'dt')) : 1,
    duration,
    pace: written.pace === undefined ? null : checkPace(written.pace),
    controls: declareControls(written.controls ?? {}, globalFlags),
    precision: written.precision === undefined ? null : checkPrecision(written.precision),
    metrics: written.metrics ?? {},
    integrators: (written.integrators ?? {}) as Readonly<Record<string, Integrator>>,
    encode: (...values) => [evaluate(written.encode, values) ?? []].flat(),
    network: written.network,
    panels: (...values) => evaluate(written.panels, values) ?? [],
    expect: (...values) => evaluate(written.expect, values) ?? [],
    stimuli: (...values) => evaluate(written.stimuli, values) ?? [],
    data: (...values) => evaluate(written.data, values) ?? null,
    learners: (...values) => nameLearners(evaluate(written.learner, values)),
    protocol: (...values) => evaluate(written.protocol, values) ?? [],
  };
}

/** In ms, or in steps where time is counted in those. */
function readDuration(duration: string | number, timed: boolean): number {
  if (timed) return parseQuantity(String(duration), 'ms', 'duration');
  if (typeof duration === 'number' && Number.isSafeInteger(duration) && duration >= 1) return duration;
  return fail(`duration is '${duration}', expected a number of steps`, "Or give a dt, such as dt: '0.1 ms'.");
}

function checkPace(pace: number): number {
  return pace > 0 && Number.isFinite(pace) ? pace : fail(`pace is ${pace}, expected more than 0`);
}

function checkPrecision(precision: Precision): Precision {
  if (precision === 'float64' || precision === 'float32') return precision;
  return fail(`precision '${String(precision)}', expected 'float64' or 'float32'`);
}

type Values = readonly [controls: Given, data: DataShape | null];

function evaluate<T>(given: OfControls<Given, T> | undefined, values: Values): T | undefined {
  return typeof given === 'function' ? (given as (...values: Values) => T)(...values) : given;
}

function nameLearners(given: Learner | Readonly<Record<string, Learner>> | undefined): Readonly<Record<string, Learner>> {
  if (given === undefined) return {};
  return typeof given.kind === 'string' ? { readout: given as Learner } : (given as Readonly<Record<string, Learner>>);
}
