/** What a client is told of an experiment, and of a recorded run. */
import { positionsOf } from '../compile/index.ts';
import type { Plan, ProjectionPlan } from '../compile/plan.ts';
import type { Controls } from '../controls.ts';
import type { Experiment } from '../experiment/index.ts';
import type { Model, ModelSpike } from '../model.ts';
import type { Network, NetworkPopulation, NetworkProjection } from '../network.ts';
import type { Panel } from '../scenario.ts';
import { type NetworkTags, networkTags } from '../tags.ts';
import type { Trace, TraceHeader } from '../trace/index.ts';
import type { About, AboutParameter, AboutPopulation, AboutPort, AboutProjection, AboutSpike } from './about.ts';

/** Parameters by cell are told of populations up to this size. */
const mostValues = 10_000;

/** `declared`: the scenario's controls. */
export function aboutExperiment({ description, simulation, seed, plannedSteps }: Experiment, declared: Controls): About {
  const { plan } = simulation;
  return {
    mode: 'live',
    scenario: description.id,
    title: description.title,
    source: description.source,
    seed,
    timed: description.timed,
    dt: plan.dt,
    precision: plan.precision,
    firstStep: simulation.nextStep,
    steps: plannedSteps,
    controls: description.controls,
    declared,
    populations: description.network.populations.map((population) => aboutPopulation(population, seed)),
    projections: plan.projections.map((projection) => aboutProjection(projection, plan)),
    tags: networkTags(description.network),
    panels: description.panels,
    metrics: Object.keys(description.metrics),
  };
}

/**
 * What was recorded, described by the network that the trace holds. That is what a file says, unchecked: of populations that it does not
 * describe as we do, names and sizes are told, with empty equations.
 */
export function aboutTrace({ header, summary }: Trace): About {
  const variables = (index: number) =>
    header.values.filter(({ population }) => population === index).map(({ variable }) => variable);
  return {
    mode: 'replay',
    scenario: header.scenario,
    title: header.title,
    source: '',
    seed: header.seed,
    timed: header.timed ?? true,
    dt: header.dt_ms,
    precision: header.precision,
    firstStep: header.first_step,
    // A run may end before all that was planned.
    steps: summary?.steps ?? header.steps,
    controls: header.controls,
    declared: {},
    populations: header.populations.map(({ name, model, size, spikes }, index) => {
      const described: AboutPopulation = describedIn(header, name) ?? { ...undescribed, name, model, size, spikes };
      const recorded = variables(index).flatMap((variable) => {
        const known = described.variables[variable];
        return known === undefined ? [] : [[variable, known] as const];
      });
      return { ...described, spikes, variables: Object.fromEntries(recorded), ports: {} };
    }),
    projections: projectionsOfTrace(header),
    tags: tagsOfTrace(header),
    panels: (header.panels ?? []) as readonly Panel[],
    metrics: Object.keys(summary?.metrics ?? {}),
  };
}

const undescribed = {
  source: '',
  output: null,
  variables: {},
  parameters: {},
  ports: {},
  equations: '',
  threshold: null,
  positions: null,
} as const;

/** Null where the file's description of the population is none. */
function describedIn({ network, seed, populations }: TraceHeader, name: string): AboutPopulation | null {
  try {
    const found = (network as Network).populations.find((one) => one.name === name);
    const described = found === undefined ? null : aboutPopulation(found, seed);
    const recorded = populations.find((one) => one.name === name)!;
    return described?.size === recorded.size && typeof described.equations === 'string' ? described : null;
  } catch {
    return null;
  }
}

/** As they were recorded: names and rules are in the description, if there is one of as many projections. */
function projectionsOfTrace({ network, projections: recorded }: TraceHeader): AboutProjection[] {
  const given: unknown = (network as Partial<Network> | null)?.projections;
  const described = Array.isArray(given) && given.length === recorded.length ? (given as Partial<NetworkProjection>[]) : [];
  return recorded.map(({ from, to, port, synapses }, index) => {
    const { name, variable = null, rule = null } = described[index] ?? {};
    return {
      name: typeof name === 'string' ? name : `${from}->${to}:${port}#${index}`,
      from,
      to,
      port,
      kind: variable === null ? 'event' : 'value',
      synapses,
      plastic: rule !== null,
    };
  });
}

/** Null where the file's network is none of ours. */
function tagsOfTrace({ network }: TraceHeader): NetworkTags | null {
  try {
    return networkTags(network as Network);
  } catch {
    return null;
  }
}

function aboutProjection(projection: ProjectionPlan, { trained }: Plan): AboutProjection {
  const { name, source, target, port, kind } = projection;
  const synapses = kind === 'event' ? projection.table.synapses : projection.synapses;
  const numbers = kind === 'value' ? projection.weightsOf : name;
  const plastic = (kind === 'event' && projection.learning !== null) || trained.some((one) => one.name === numbers);
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
    output: model.outputs[0] ?? null,
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
