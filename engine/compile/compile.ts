/** Network + dt + seed -> plan: lays out the memory, wires, draws, computes coefficients. It steps nothing. */
import { Fnv1a64 } from '../hash.ts';
import type { Binding, PortInput } from '../kernels/wasm/index.ts';
import { nothingTrained, type TrainedNames } from '../learning-names.ts';
import type { Network, NetworkPopulation } from '../network.ts';
import { StreamNames, streamKey } from '../random.ts';
import { fillDrive, planDrive } from './drives.ts';
import { refuseIfTooLarge } from './estimate.ts';
import { Layout } from './layout.ts';
import {
  type DrivePlan,
  type EventProjectionPlan,
  type NumberSlot,
  numberBytes,
  type Plan,
  type PopulationPlan,
  type Precision,
  type ProjectionPlan,
  type TrainedNumbers,
  type ValueProjectionPlan,
} from './plan.ts';
import { fillIndices } from './plan-axes.ts';
import { planPopulations } from './plan-populations.ts';
import { fillCoefficients, fillInitialState, fillParameters } from './population.ts';
import { fillHistory, type Planned, planEventProjection, planTransposed, planValueProjection } from './projections.ts';
import { Sampler } from './sampler.ts';
import { scheduleOf } from './schedule.ts';
import { planSymmetricProjection } from './symmetric-projection.ts';

export interface CompileOptions {
  /** Length of a step in ms. */
  readonly dt: number;
  /** uint32. */
  readonly seed: number;
  readonly precision: Precision;
  /** Independent copies that share wiring, weights and parameters. */
  readonly lanes: number;
  /** Has numbers of its own for each synapse or cell, which `reset` leaves as they are. */
  readonly trained?: TrainedNames;
  /** Requests more of the same memory, when all of the network's is requested. */
  readonly beside?: (network: PlannedNetwork, layout: Layout) => void;
}

/** What of a plan is known before the memory has addresses. */
export interface PlannedNetwork {
  readonly populations: readonly PopulationPlan[];
  readonly projections: readonly ProjectionPlan[];
  readonly trained: readonly TrainedNumbers[];
}

export function compile(network: Network, options: CompileOptions): Plan {
  const { dt, seed, precision, lanes } = options;
  refuseIfTooLarge(network, precision, lanes, dt);
  const layout = new Layout();
  const names = new StreamNames();
  const sampler = new Sampler(seed, names);
  const spikeHash = layout.request('kept', 8);
  const { trained = nothingTrained } = options;
  const populations = planPopulations(network, precision, lanes, layout, trained);
  const byName = new Map(populations.map((plan) => [plan.name, plan]));
  const described = (name: string) => network.populations.find((population) => population.name === name)!;
  const driven = new Set(network.drives.map(({ to }) => to));
  const values = new Map<string, ValueProjectionPlan>();
  const planned = network.projections.map((projection): Planned<ProjectionPlan> => {
    const source = byName.get(projection.from)!;
    const target = byName.get(projection.to)!;
    const context = { layout, sampler, precision, lanes, dt, described, driven, trained: trained.projections, values };
    if (projection.variable === null) return planEventProjection(projection, source, target, context);
    const plan =
      projection.symmetric === true
        ? planSymmetricProjection(projection, source, context)
        : (projection.transposed ? planTransposed : planValueProjection)(projection, source, target, context);
    values.set(projection.name, plan.plan);
    return plan;
  });
  const projections = planned.map(({ plan }) => plan);
  const drives = network.drives.map((drive) => {
    names.add(drive.name);
    return planDrive(drive, byName.get(drive.to)!, options, layout);
  });
  const numbers = trainedNumbers(populations, projections, trained, precision);
  options.beside?.({ populations, projections, trained: numbers }, layout);
  const map = layout.seal();
  const buffer = map.memory.buffer;
  const emptyHash = new Fnv1a64();
  new Uint32Array(buffer, spikeHash.address, 2).set([emptyHash.low, emptyHash.high]);
  for (const { fill } of planned) fill(buffer);
  network.populations.forEach((population, i) => fillPopulation(populations[i]!, population, buffer, options, sampler));
  network.drives.forEach((drive, i) => fillDrive(drives[i]!, drive, buffer, options, sampler));
  for (const plan of projections) if (plan.kind === 'value') fillHistory(plan, buffer, precision, lanes);
  const bindings = populations.map((plan) => {
    const stream = `${plan.name}/step`;
    names.add(stream);
    return bind(plan, projections, drives, options, streamKey(seed, stream));
  });
  return {
    dt,
    seed,
    precision,
    lanes,
    map,
    spikeHash,
    populations,
    projections,
    drives,
    schedule: scheduleOf(populations, projections),
    bindings,
    synapses: projections.reduce((sum, plan) => sum + (plan.kind === 'event' ? plan.table.synapses : plan.synapses), 0),
    trained: numbers,
  };
}

/** Projections first, then parameters, each in declared order. */
function trainedNumbers(
  populations: readonly PopulationPlan[],
  projections: readonly ProjectionPlan[],
  trained: TrainedNames,
  precision: Precision,
): TrainedNumbers[] {
  const ofProjections = projections.flatMap((projection) => {
    if (!trained.projections.has(projection.name)) return [];
    const values = projection.kind === 'value' ? projection.weights : projection.table.blocks[0]!.weights!;
    return { name: projection.name, values, count: values.bytes / numberBytes(precision) };
  });
  const ofPopulations = populations.flatMap(({ name, parameters, size }) =>
    Array.from(trained.parameters[name] ?? [], (parameter) => {
      return { name: `${name}.${parameter}`, values: parameters[parameter]!.region, count: size };
    }),
  );
  return [...ofProjections, ...ofPopulations];
}

function fillPopulation(
  plan: PopulationPlan,
  population: NetworkPopulation,
  buffer: ArrayBuffer,
  options: CompileOptions,
  sampler: Sampler,
): void {
  const { precision, lanes, dt } = options;
  fillIndices(plan, buffer, precision);
  fillParameters(plan, population, buffer, precision, sampler);
  fillCoefficients(plan, buffer, precision, dt);
  fillInitialState(plan, population, buffer, precision, lanes, dt, sampler);
}

function bind(
  plan: PopulationPlan,
  projections: readonly ProjectionPlan[],
  drives: readonly DrivePlan[],
  options: CompileOptions,
  key: readonly [number, number],
): Binding {
  const incoming = projections.filter(({ target }) => target === plan);
  const rings = incoming.filter((projection) => projection.kind === 'event');
  const ports: Record<string, PortInput[]> = {};
  for (const port of Object.keys(plan.model.ports)) {
    const drawn = (after: number) =>
      drives.filter((drive) => drive.target === plan && drive.port === port && drive.after === after).map(drawnInput);
    const inputs = projections.flatMap((projection, k) =>
      projection.target === plan && projection.port === port && !isField(projection)
        ? [...drawn(k), inputOf(projection, rings)]
        : drawn(k),
    );
    ports[port] = [...inputs, ...drawn(projections.length), { kind: 'stimulus', address: plan.stimulus[port]!.address }];
  }
  return {
    precision: options.precision,
    size: plan.size,
    stride: plan.stride,
    dt: options.dt,
    parameters: addresses(plan.parameters),
    coefficients: addresses(plan.coefficients),
    tables: Object.fromEntries(Object.entries(plan.tables).map(([name, { address }]) => [name, address])),
    state: Object.fromEntries(Object.entries(plan.state).map(([name, { address }]) => [name, address])),
    scratch: Object.fromEntries(Object.entries(plan.scratch).map(([name, { address }]) => [name, address])),
    indices: Object.fromEntries(Object.entries(plan.indices).map(([axis, { address }]) => [axis, { address, perCell: true }])),
    ports,
    refractoryUntil: plan.refractoryUntil?.address ?? null,
    spikes: plan.spikes?.address ?? null,
    amplitude: plan.amplitude?.address ?? null,
    notFinite: plan.notFinite.address,
    key,
  };
}

/** Fields are read cell by cell as those move. */
function isField(projection: ProjectionPlan): boolean {
  return projection.kind === 'value' && projection.field;
}

function inputOf(projection: ProjectionPlan, rings: readonly EventProjectionPlan[]): PortInput {
  if (projection.kind === 'value') return valueInput(projection);
  const ring = rings.indexOf(projection);
  const { slotBytes, sharedWeight } = projection;
  const address = projection.ring.address;
  return sharedWeight === null
    ? { kind: 'sums', ring, address, slotBytes }
    : { kind: 'counts', ring, address, slotBytes, weightAddress: sharedWeight.address };
}

function drawnInput({ counts, weight }: DrivePlan): PortInput {
  return { kind: 'drawn', address: counts.address, weightAddress: weight.region.address, perCell: weight.perCell };
}

function valueInput(projection: ValueProjectionPlan): PortInput {
  return { kind: 'values', address: projection.input.address };
}

function addresses(slots: Readonly<Record<string, NumberSlot>>): Binding['parameters'] {
  return Object.fromEntries(
    Object.entries(slots).map(([name, { region, perCell }]) => [name, { address: region.address, perCell }]),
  );
}
