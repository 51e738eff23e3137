/** What a client is told of an experiment, and of a recorded run. */
import { positionsOf } from '../compile/index.ts';
import type { Plan } from '../compile/plan.ts';
import type { Controls } from '../controls.ts';
import type { Experiment } from '../experiment/index.ts';
import type { Model, ModelSpike } from '../model.ts';
import type { Network, NetworkPopulation } from '../network.ts';
import type { Panel } from '../scenario.ts';
import type { Trace } from '../trace/index.ts';
import type { About, AboutParameter, AboutPopulation, AboutPort, AboutProjection, AboutSpike } from './about.ts';

/** Parameters by cell are told of populations up to this size. */
const mostValues = 10_000;

/** `declared`: the scenario's controls. */
export function aboutExperiment({ description, simulation, seed }: Experiment, declared: Controls): About {
  const { plan } = simulation;
  return {
    mode: 'live',
    scenario: description.id,
    title: description.title,
    source: description.source,
    seed,
    dt: plan.dt,
    precision: plan.precision,
    firstStep: simulation.nextStep,
    steps: description.steps,
    controls: description.controls,
    declared,
    populations: description.network.populations.map((population) => aboutPopulation(population, seed)),
    projections: plan.projections.map(aboutProjection),
    panels: description.panels,
    metrics: Object.keys(description.metrics),
  };
}

/** What was recorded, described by the network that the trace holds. */
export function aboutTrace({ header, summary }: Trace): About {
  const { populations } = header.network as Network;
  const variables = (index: number) =>
    header.values.filter(({ population }) => population === index).map(({ variable }) => variable);
  return {
    mode: 'replay',
    scenario: header.scenario,
    title: header.title,
    source: '',
    seed: header.seed,
    dt: header.dt_ms,
    precision: header.precision,
    firstStep: header.first_step,
    steps: header.steps,
    controls: header.controls,
    declared: {},
    populations: header.populations.map(({ name, spikes }, index) => {
      const described = aboutPopulation(populations.find((one) => one.name === name)!, header.seed);
      const recorded = variables(index).flatMap((variable) => {
        const known = described.variables[variable];
        return known === undefined ? [] : [[variable, known] as const];
      });
      return { ...described, spikes, variables: Object.fromEntries(recorded), ports: {} };
    }),
    projections: projectionsOfTrace(header.network as Network, header.projections),
    panels: (header.panels ?? []) as readonly Panel[],
    metrics: Object.keys(summary?.metrics ?? {}),
  };
}

function projectionsOfTrace(
  { projections }: Network,
  recorded: readonly { readonly from: string; readonly to: string; readonly synapses: number }[],
): AboutProjection[] {
  return projections.map(({ name, from, to, port, variable, rule }, index) => ({
    name,
    from,
    to,
    port,
    kind: variable === null ? 'event' : 'value',
    synapses: recorded[index]?.synapses ?? 0,
    plastic: rule !== null,
  }));
}

function aboutProjection(projection: Plan['projections'][number]): AboutProjection {
  const { name, source, target, port, kind } = projection;
  const synapses = kind === 'event' ? projection.table.synapses : projection.synapses;
  const plastic = kind === 'event' && projection.learning !== null;
  return { name, from: source.name, to: target.name, port, kind, synapses, plastic };
}

function aboutPopulation(population: NetworkPopulation, seed: number): AboutPopulation {
  const { name, model, size, parameters } = population;
  const about = ([parameter, { unit, doc }]: [string, { unit: string; doc: string }]): [string, AboutParameter] => {
    const value = parameters[parameter];
    const own = typeof value === 'object' && value.kind === 'values' && size <= mostValues ? { values: value.values } : {};
    return [parameter, { unit, doc, value: typeof value === 'number' ? value : null, ...own }];
  };
  return {
    name,
    model: model.name,
    source: model.source,
    size,
    spikes: model.spike !== undefined,
    variables: Object.fromEntries(Object.entries(model.state).map(([variable, { unit, doc }]) => [variable, { unit, doc }])),
    parameters: Object.fromEntries(Object.entries(model.parameters).map(about)),
    ports: Object.fromEntries(
      Object.entries(model.ports).map(([port, { unit, doc = '', on }]): [string, AboutPort] => [
        port,
        on === undefined ? { unit, doc, kind: 'value' } : { unit, doc, kind: 'event', on },
      ]),
    ),
    equations: model.equations,
    ...(model.spike === undefined ? {} : { spike: spikeOf(model.spike) }),
    threshold: thresholdOf(model, population),
    positions: positionsOf(population, seed),
  };
}

function spikeOf({ when, reset, refractory }: ModelSpike): AboutSpike {
  return { when, ...(reset === undefined ? {} : { reset }), ...(refractory === undefined ? {} : { refractory }) };
}

/** Of a condition such as `v > vThreshold` or `v >= 1`. */
function thresholdOf({ spike, state }: Model, { parameters }: NetworkPopulation): AboutPopulation['threshold'] {
  const match = spike === undefined ? null : /^\s*(\w+)\s*>=?\s*([\w.+-]+)\s*$/.exec(spike.when);
  if (match === null || !Object.hasOwn(state, match[1]!)) return null;
  const [, variable, limit] = match;
  const value = Object.hasOwn(parameters, limit!) ? parameters[limit!] : Number(limit);
  return typeof value === 'number' && Number.isFinite(value) ? { variable: variable!, value } : null;
}
