/** Random networks, stepped by both back ends: the same operations in the same order give the same bits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Population } from '../../../engine/define-neuron.ts';
import {
  allToAll,
  defineCell,
  fixedInDegree,
  type Network,
  network,
  normal,
  oneToOne,
  pairs,
  probability,
  type Simulation,
  uniform,
  values,
  type Wiring,
} from '../../../engine/index.ts';
import { currentStep, lif, lifAlpha, lifConductance, lifDelta, lifExponential, poisson, regular } from '../../../models/index.ts';
import { simulationOf, stimulateAt } from '../../simulated.ts';

/** Takes values and spikes, gives values: what the models of neurons leave out. */
const leaky = defineCell({
  name: 'leaky',
  source: 'of a test',
  parameters: { tau: { default: '2 ms', doc: 'time constant', above: 0 } },
  state: { x: { unit: '1', initial: 0, doc: 'filtered input' } },
  ports: { input: { unit: '1' }, kick: { unit: '1', on: 'x += weight' } },
  equations: 'dx/dt = (input - x) / tau',
});

interface Kind {
  make(n: number): Population;
  /** Port, unit and size of a weight that does something without blowing up. */
  readonly ports: readonly (readonly [name: string, unit: string, scale: number])[];
  /** A variable that gives values. */
  readonly output?: string;
}

const spread = uniform('-60 mV', '-48 mV');
const kinds: readonly Kind[] = [
  { make: (n) => poisson.of(n, { rate: '300 Hz' }), ports: [] },
  { make: (n) => regular.of(n, { period: uniform('1 ms', '4 ms') }), ports: [] },
  { make: (n) => currentStep.of(n, { amplitude: uniform('0 pA', '900 pA'), start: '3 ms' }), ports: [], output: 'current' },
  {
    make: (n) => lif.of(n, { v: spread }),
    ports: [
      ['excitatory', 'mV', 3],
      ['inhibitory', 'mV', -5],
    ],
    output: 'gE',
  },
  {
    make: (n) => lifDelta.of(n, { v: spread, tau: uniform('5 ms', '30 ms'), refractory: uniform('0.1 ms', '3 ms') }),
    ports: [
      ['synapse', 'mV', 4],
      ['current', 'pA', 300],
    ],
    output: 'v',
  },
  {
    make: (n) => lifExponential.of(n, { v: spread }),
    ports: [
      ['excitatory', 'pA', 150],
      ['current', 'pA', 300],
    ],
  },
  {
    make: (n) => lifAlpha.of(n, { v: spread }),
    ports: [
      ['excitatory', 'pA', 150],
      ['inhibitory', 'pA', -150],
    ],
    output: 'iE',
  },
  {
    make: (n) => lifConductance.of(n, { v: spread }),
    ports: [
      ['excitatory', 'nS', 8],
      ['inhibitory', 'nS', 5],
    ],
  },
  {
    make: (n) => leaky.of(n, { tau: uniform('1 ms', '9 ms') }),
    ports: [
      ['input', '1', 0.1],
      ['kick', '1', 0.4],
    ],
    output: 'x',
  },
];

interface Choice {
  readonly populations: readonly { readonly kind: number; readonly size: number }[];
  readonly projections: readonly {
    readonly from: number;
    readonly to: number;
    readonly port: number;
    readonly wiring: number;
    readonly weight: number;
    readonly delay: number;
    readonly value: boolean;
  }[];
  readonly seed: number;
  readonly lanes: number;
}

const choices: fc.Arbitrary<Choice> = fc.record({
  populations: fc.array(fc.record({ kind: fc.nat(kinds.length - 1), size: fc.integer({ min: 1, max: 140 }) }), {
    minLength: 2,
    maxLength: 4,
  }),
  projections: fc.array(
    fc.record({
      from: fc.nat(3),
      to: fc.nat(3),
      port: fc.nat(1),
      wiring: fc.nat(4),
      weight: fc.nat(2),
      delay: fc.nat(3),
      value: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  seed: fc.integer({ min: 0, max: 0xffffffff }),
  lanes: fc.integer({ min: 1, max: 2 }),
});

function wiringOf(index: number, sources: number, targets: number): Wiring {
  if (index === 0) return allToAll({ selfConnections: false });
  if (index === 1) return probability(0.15);
  if (index === 2) return fixedInDegree(Math.min(5, sources));
  if (index === 3 && sources === targets) return oneToOne();
  const k = Math.min(sources, targets);
  return pairs(
    Array.from({ length: k }, (_, i) => (i * 7) % sources),
    Array.from({ length: k }, (_, i) => (i * 5) % targets),
  );
}

/** Plain data of a network; values go with a delay of at least a step, so that circles are allowed. */
function describeNetwork({ populations, projections }: Choice): Network {
  const names = populations.map((_, i) => `p${i}`);
  const written = projections.flatMap((projection) => {
    const from = projection.from % populations.length;
    const to = projection.to % populations.length;
    const source = kinds[populations[from]!.kind]!;
    const target = kinds[populations[to]!.kind]!;
    const chosen = target.ports[projection.port % Math.max(target.ports.length, 1)];
    if (chosen === undefined) return [];
    const [port, unit, scale] = chosen;
    const model = target.make(1).model;
    const takesValues = model.ports[port]!.on === undefined;
    const spikes = source.make(1).model.spike !== undefined;
    const asValue = takesValues && source.output !== undefined && (projection.value || !spikes);
    if (!asValue && !spikes) return [];
    const [sources, targets] = [populations[from]!.size, populations[to]!.size];
    const wiring = wiringOf(projection.wiring, sources, targets);
    const quantity = (x: number) => (unit === '1' ? x : `${x} ${unit}`) as '1 mV';
    const size = asValue ? scale / 100 : scale;
    const count = wiring.kind === 'pairs' ? wiring.sources.length : null;
    const listed = values(
      unit,
      Float64Array.from({ length: count ?? 0 }, (_, k) => size * (0.5 + (k % 7) / 7)),
    );
    const drawn = projection.weight === 0 ? quantity(size) : normal(quantity(size), quantity(Math.abs(size) / 4));
    const weight = projection.weight === 2 && count !== null ? listed : drawn;
    const delays = asValue
      ? (['0.1 ms', '0.3 ms', '1.2 ms', '0.5 ms'] as const)
      : ([undefined, '0.4 ms', uniform('0 ms', '2.5 ms'), normal('1 ms', '0.6 ms', { min: '0 ms' })] as const);
    const delay = delays[projection.delay]!;
    const sender = asValue && (spikes || source.output !== undefined) ? `${names[from]}.${source.output}` : names[from]!;
    return [{ from: sender, to: names[to]!, port, wiring, weight, ...(delay === undefined ? {} : { delay }) }];
  });
  const made = populations.map(({ kind, size }, i) => [names[i]!, kinds[kind]!.make(size)]);
  return network(Object.fromEntries(made) as Record<string, Population>, written as never);
}

/** Some events and held values, the same for each run of a choice. */
function stimulate(simulation: Simulation, { populations }: Choice): void {
  populations.forEach(({ kind, size }, i) => {
    for (const [port, , scale] of kinds[kind]!.ports) {
      stimulateAt(simulation, 7, `p${i}`, port, { cells: 'all', value: scale, steps: 20 });
      stimulateAt(simulation, 40, `p${i}`, port, { cells: [size - 1], value: 3 * scale });
    }
  });
}

function hashes(choice: Choice, backend: 'wasm' | 'interpreter', precision: 'float64' | 'float32'): string[] {
  const { seed, lanes } = choice;
  const simulation = simulationOf(describeNetwork(choice), { backend, precision, seed, lanes });
  stimulate(simulation, choice);
  simulation.step(100);
  return [simulation.spikeHash, simulation.stateHash, String(simulation.synapticEvents)];
}

describe('random networks', () => {
  it.each(['float64', 'float32'] as const)('step alike by WebAssembly and by the interpreter, in %s', (precision) => {
    let active = 0;
    fc.assert(
      fc.property(choices, (choice) => {
        const compiled = hashes(choice, 'wasm', precision);
        expect(hashes(choice, 'interpreter', precision)).toEqual(compiled);
        if (Number(compiled[2]) > 100) active++;
      }),
      { seed: 20, numRuns: 25 },
    );
    // Silent networks would agree about nothing.
    expect(active).toBeGreaterThan(12);
  });

  it('go on from a checkpoint as they went before', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const simulation = simulationOf(describeNetwork(choice), { seed: choice.seed, lanes: choice.lanes });
        simulation.step(100);
        const checkpoint = simulation.checkpoint();
        const goOn = () => {
          simulation.step(100);
          return [simulation.nextStep, simulation.spikeHash, simulation.stateHash];
        };
        const first = goOn();
        simulation.restore(checkpoint);
        expect(goOn()).toEqual(first);
        // Also in another simulation of the same network.
        const other = simulationOf(describeNetwork(choice), { seed: choice.seed, lanes: choice.lanes });
        other.restore(checkpoint);
        other.step(100);
        expect([other.nextStep, other.spikeHash, other.stateHash]).toEqual(first);
      }),
      { seed: 21, numRuns: 30 },
    );
  });
});
