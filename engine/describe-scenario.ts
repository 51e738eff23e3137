/** A scenario with values for its controls, dt and duration -> plain data, all names checked. Compiles nothing, draws nothing. */
import { checkPanel } from './check-panel.ts';
import { type ControlValue, resolveControls } from './controls.ts';
import type { DataShape } from './data/index.ts';
import { applyEncodings, checkTraining } from './describe-training.ts';
import { checkModel } from './equations/index.ts';
import { NeurariumError, within } from './errors.ts';
import { checkMetricName, populationOf } from './find-in-network.ts';
import type { Integrator } from './kernels/ir.ts';
import type { Metric } from './metrics.ts';
import type { Network } from './network.ts';
import { withVariable } from './panel-defaults.ts';
import { describe } from './parameter-value.ts';
import type { Expectation, Panel, Precision, Scenario } from './scenario.ts';
import { checkDt, toSteps } from './steps.ts';
import { type CheckedStimulus, checkStimuli } from './stimulus.ts';
import { type DataSelection, type Encoding, type Learner, learnsFromBatches, type Stage } from './training/index.ts';
import { formatQuantity, parseQuantity } from './units.ts';

export interface ScenarioChoices {
  /** Values or terminal text. */
  readonly controls?: Readonly<Record<string, ControlValue>>;
  /** Such as '0.05 ms'; default: the scenario's. */
  readonly dt?: string;
  readonly duration?: string;
  readonly precision?: Precision;
  /** Stands in place of the scenario's own data: what is expected of those is not expected of it. */
  readonly data?: DataShape;
}

/** An expectation with its window in ms and both limits; null where there is none. */
export interface CheckedExpectation {
  readonly of: string | null;
  readonly measure: string;
  readonly between: readonly [low: number | null, high: number | null];
  readonly window: readonly [from: number, to: number] | null;
  readonly why: string;
}

/** A run, described: plain data but for nothing. Times in ms. */
export interface ScenarioDescription {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly controls: Readonly<Record<string, ControlValue>>;
  /** Whether time is counted in ms; else in steps, and dt is 1. */
  readonly timed: boolean;
  readonly dt: number;
  /** null where the protocol says how long it takes. */
  readonly duration: number | null;
  readonly steps: number | null;
  readonly precision: Precision;
  readonly network: Network;
  readonly stimuli: readonly CheckedStimulus[];
  readonly panels: readonly Panel[];
  readonly expect: readonly CheckedExpectation[];
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly data: DataSelection | null;
  readonly encode: readonly Encoding[];
  readonly learners: Readonly<Record<string, Learner>>;
  readonly protocol: readonly Stage[];
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** @throws NeurariumError naming what does not fit; whatever the scenario's own functions throw is wrapped with the control values */
export function describeScenario(scenario: Scenario, choices: ScenarioChoices = {}): ScenarioDescription {
  const own = choices.data ?? null;
  const controls = resolveControls(scenario.controls, choices.controls ?? {});
  const ask = <K extends Asked>(name: K) => asked(scenario, name, controls, own);
  const dt = readDt(scenario, choices.dt);
  const duration = readDuration(scenario, choices.duration);
  if (duration !== null && dt > duration) {
    const message = `dt is ${formatQuantity(dt, 'ms')}, longer than the whole run of ${formatQuantity(duration, 'ms')}`;
    const made = `This scenario is made for a dt of '${formatQuantity(scenario.dt, 'ms')}'.`;
    fail(message, dt === scenario.dt ? 'Give a longer duration or a smaller dt.' : made);
  }
  const steps = duration === null ? null : toSteps(duration, dt, 'duration');
  const protocol = ask('protocol');
  const learners = ask('learners');
  const plain = withIntegrators(ask('network'), scenario.integrators);
  const { network, encode } = applyEncodings(plain, ask('encode'));
  const stimuli = checkStimuli(ask('stimuli'), network);
  const { id, title, source, metrics } = scenario;
  const data = own === null ? ask('data') : inPlaceOf(ask('data'), own, scenario);
  const panels = ask('panels').map((panel, k) =>
    within(`panel ${k} (${panel.panel})`, () => {
      checkPanel(panel, { metrics, network, data });
      return withVariable(panel, network);
    }),
  );
  const expected = own === null ? ask('expect') : [];
  const expect = expected.map((about, k) => within(`expectation ${k}`, () => checkExpectation(about, scenario, network)));
  checkTraining(scenario, { network, learners, protocol, data, encode, dt });
  const fromBatches = Object.values(learners).some(learnsFromBatches);
  const precision = choices.precision ?? scenario.precision ?? (fromBatches ? 'float32' : 'float64');
  return {
    id,
    title,
    source,
    controls,
    timed: scenario.timed,
    dt,
    duration,
    steps,
    precision,
    network,
    stimuli,
    panels,
    expect,
    metrics,
    data,
    encode,
    learners,
    protocol,
  };
}

type Asked = 'network' | 'encode' | 'panels' | 'expect' | 'stimuli' | 'data' | 'learners' | 'protocol';

/** Calls one of the scenario's own functions; an error that is none of ours says which function and with what. */
function asked<K extends Asked>(
  scenario: Scenario,
  name: K,
  controls: Readonly<Record<string, ControlValue>>,
  data: DataShape | null,
): ReturnType<Scenario[K]> {
  try {
    return scenario[name](controls, data) as ReturnType<Scenario[K]>;
  } catch (error) {
    if (error instanceof NeurariumError) throw error;
    const message = `${name} of scenario ${scenario.id} threw ${error instanceof Error ? `${error.name}: ${error.message}` : describe(error)}`;
    const hint = `It was called with ${JSON.stringify(controls)}.`;
    throw new NeurariumError({ code: 'description', message, hint }, { cause: error });
  }
}

function inPlaceOf(own: DataSelection | null, { name }: DataShape, { id }: Scenario): DataSelection {
  if (own === null) fail(`data ${name}, but ${id} learns from no data`, 'Choose a scenario that does, such as feed-forward.');
  return { dataset: name, options: {}, parts: ['train'], examples: 'all' };
}

function readDt(scenario: Scenario, given: string | undefined): number {
  if (given === undefined) return scenario.dt;
  if (!scenario.timed) fail(`dt '${given}', but ${scenario.id} counts time in steps`);
  // '0' has no unit, but that is not what is wrong with it.
  return checkDt(Number(given) <= 0 ? Number(given) : parseQuantity(given, 'ms', 'dt'));
}

function readDuration(scenario: Scenario, given: string | undefined): number | null {
  if (scenario.duration === null) {
    return given === undefined ? null : fail(`duration '${given}', but the protocol of ${scenario.id} says how long it takes`);
  }
  if (given === undefined) return scenario.duration;
  const duration = scenario.timed ? parseQuantity(given, 'ms', 'duration') : Number(given);
  if (!scenario.timed && !(Number.isSafeInteger(duration) && duration >= 1))
    fail(`duration is '${given}', expected a number of steps`);
  return duration > 0 ? duration : fail(`duration is ${formatQuantity(duration, 'ms')}, expected more than 0`);
}

function withIntegrators(network: Network, integrators: Readonly<Record<string, Integrator>>): Network {
  if (typeof network !== 'object' || network === null || !Array.isArray(network.populations)) {
    fail(`network gave ${describe(network)}`, 'Write network: () => network({ ... }, []), and return what it gives.');
  }
  for (const name of Object.keys(integrators)) populationOf(network, name);
  const populations = network.populations.map((population) => {
    const integrator = integrators[population.name];
    if (integrator === undefined) return population;
    const model = { ...population.model, integrator };
    within(`integrator of ${population.name}`, () => checkModel(model));
    return { ...population, model };
  });
  return { ...network, populations };
}

function checkExpectation(about: Expectation, scenario: Scenario, network: Network): CheckedExpectation {
  if (typeof about.why !== 'string' || about.why.trim() === '') fail("'why' is missing");
  if (about.of !== undefined) populationOf(network, about.of);
  if (about.measure !== 'rate' && about.measure !== 'cv') checkMetricName(about.measure, scenario.metrics);
  const low = about.between?.[0] ?? about.atLeast ?? null;
  const high = about.between?.[1] ?? about.atMost ?? null;
  if (low === null && high === null) fail(`neither 'between' nor 'atLeast' nor 'atMost' of ${about.measure}`);
  if (low !== null && high !== null && !(low <= high))
    fail(`${about.measure} between ${low} and ${high}, expected the smaller first`);
  return { of: about.of ?? null, measure: about.measure, between: [low, high], window: readWindow(about), why: about.why };
}

function readWindow({ window }: Expectation): readonly [number, number] | null {
  if (window === undefined) return null;
  const [from, to] = [parseQuantity(window[0], 'ms', 'window'), parseQuantity(window[1], 'ms', 'window')];
  return from >= 0 && from < to ? [from, to] : fail(`window from '${window[0]}' to '${window[1]}', expected 0 <= from < to`);
}

/** Limits included; NaN never passes. */
export function meets({ between: [low, high] }: CheckedExpectation, value: number): boolean {
  return (low === null || value >= low) && (high === null || value <= high) && !Number.isNaN(value);
}
