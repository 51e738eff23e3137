import { describe, expect, it } from 'vitest';
import type { Region } from '../../../engine/compile/layout.ts';
import {
  allToAll,
  compile,
  defineCell,
  estimateMemory,
  fixedInDegree,
  type Network,
  NeurariumError,
  network,
  normal,
  oneToOne,
  probability,
  uniform,
  values,
} from '../../../engine/index.ts';
import { currentStep, gradedUnit, lif, lifConductance, lifDelta, lifExponential, poisson } from '../../../models/index.ts';
import { numbers } from '../../simulated.ts';
import { planOf } from './tables.ts';

const filter = defineCell({
  name: 'filter',
  source: 'of a test',
  parameters: { tau: { default: '3 ms', doc: 'time constant', above: 0 } },
  state: { x: { unit: '1', initial: 0, doc: 'filtered input' } },
  ports: { input: { unit: '1' } },
  equations: 'dx/dt = (input - x) / tau',
});

const next = numbers(4);
const cells = (size: number) => ({ E: lif.of(size), I: lif.of(size / 4) });
const networks: Readonly<Record<string, Network>> = {
  'graded spikes': network({ A: gradedUnit.of(300), B: gradedUnit.of(200) }, [
    { from: 'A', to: 'B', port: 'input', wiring: probability(0.2), weight: 0.1 },
    { from: 'B', to: ['A', 'B'], port: 'input', wiring: fixedInDegree(30), weight: 0.2, delay: '2 ms' },
  ]),
  'one neuron': network({ one: lifConductance.of(1) }, []),
  'shared weights': network(cells(2000), [
    { from: 'E', to: ['E', 'I'], port: 'excitatory', wiring: probability(0.02), weight: '1 mV' },
    { from: 'I', to: ['E', 'I'], port: 'inhibitory', wiring: fixedInDegree(20), weight: '-9 mV', delay: '1.5 ms' },
  ]),
  'drawn weights and delays': network(cells(800), [
    {
      from: 'E',
      to: 'E',
      port: 'excitatory',
      wiring: probability(0.05, { selfConnections: false }),
      weight: normal('1 mV', '0.1 mV'),
      delay: uniform('0.1 ms', '2 ms'),
    },
    {
      from: 'I',
      to: ['E', 'I'],
      port: 'inhibitory',
      wiring: fixedInDegree(30),
      weight: '-9 mV',
      delay: normal('1.5 ms', '0.5 ms', { min: '0.1 ms' }),
    },
  ]),
  'listed delays': network({ E: lifDelta.of(200) }, [
    {
      from: 'E',
      to: 'E',
      port: 'synapse',
      wiring: allToAll(),
      weight: '0.1 mV',
      delay: values(
        'ms',
        Float64Array.from({ length: 40_000 }, () => 30 * next()),
      ),
    },
  ]),
  'parameters per cell': network(
    {
      E: lifExponential.of(600, { tau: uniform('10 ms', '20 ms'), tauE: uniform('1 ms', '2 ms'), bias: uniform('0 pA', '9 pA') }),
      source: poisson.of(5000, { rate: uniform('1 Hz', '9 Hz') }),
    },
    [],
  ),
  'values with delays': network({ a: filter.of(1000), b: filter.of(500), step: currentStep.of(500), n: lifExponential.of(500) }, [
    { from: 'a', to: 'b', port: 'input', wiring: probability(0.1), weight: uniform(0, 1), delay: '2 ms' },
    { from: 'step', to: 'n', port: 'current', wiring: oneToOne(), weight: '1 pA' },
  ]),
  'many targets': network({ source: poisson.of(50), E: lifDelta.of(100_000) }, [
    {
      from: 'source',
      to: 'E',
      port: 'synapse',
      wiring: fixedInDegree(1),
      weight: uniform('0 mV', '1 mV'),
      delay: uniform('0 ms', '0.5 ms'),
    },
  ]),
};

/** Every region of a plan. */
function regions(network: Network): { found: Region[]; plan: ReturnType<typeof planOf> } {
  const found = new Set<Region>();
  const seen = new Set<object>();
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null || seen.has(value) || ArrayBuffer.isView(value)) return;
    seen.add(value);
    if ('address' in value && 'range' in value) found.add(value as Region);
    else for (const part of Object.values(value)) visit(part);
  };
  const plan = planOf(network);
  visit({ ...plan, map: null, bindings: null });
  return { found: [...found], plan };
}

describe.each(Object.entries(networks))('the memory of a network with %s', (_, described) => {
  it('is estimated within a tenth, in both precisions and with several lanes', () => {
    for (const [precision, lanes] of [
      ['float64', 1],
      ['float32', 1],
      ['float64', 3],
    ] as const) {
      const { bytes, cells, synapses } = estimateMemory(described, precision, lanes, 0.1);
      const plan = compile(described, { dt: 0.1, seed: 1, precision, lanes });
      expect(Math.abs(bytes / plan.map.bytes - 1), `${precision}, ${lanes} lanes`).toBeLessThan(0.1);
      expect(Math.abs(synapses - plan.synapses)).toBeLessThanOrEqual(5 * Math.sqrt(plan.synapses));
      expect(cells).toBe(plan.populations.reduce((sum, { size }) => sum + size, 0));
    }
  });

  it('lies in four ranges, one after another, and no two regions share a cache line', () => {
    const { found, plan } = regions(described);
    const { ranges, memory, bytes } = plan.map;
    expect(ranges.constants[0]).toBeGreaterThan(0);
    expect(ranges.kept[0]).toBe(ranges.constants[1]);
    expect(ranges.state[0]).toBe(ranges.kept[1]);
    expect(plan.map.whole).toEqual([ranges.kept[0], ranges.state[1]]);
    expect(ranges.scratch[0]).toBe(ranges.state[1]);
    expect(ranges.scratch[1]).toBe(bytes);
    expect(memory.buffer.byteLength - bytes).toBeLessThan(65_536);
    let end = 0;
    for (const { range, address, bytes } of found.toSorted((a, b) => a.address - b.address || a.bytes - b.bytes)) {
      expect(address % 64).toBe(0);
      expect(address).toBeGreaterThanOrEqual(end);
      expect(address).toBeGreaterThanOrEqual(ranges[range][0]);
      expect(address + bytes).toBeLessThanOrEqual(ranges[range][1]);
      end = address + bytes;
    }
  });
});

describe('the ranges', () => {
  it('hold what belongs to them: wiring never changes, `reset` leaves parameters, and all that a step changes is state or scratch', () => {
    const { plan } = regions(networks['drawn weights and delays']!);
    for (const { state, refractoryUntil, parameters, spikes, stimulus } of plan.populations) {
      for (const { range } of [...Object.values(state), refractoryUntil!]) expect(range).toBe('state');
      for (const { region } of Object.values(parameters)) expect(region.range).toBe('kept');
      for (const { range } of [spikes!, ...Object.values(stimulus)]) expect(range).toBe('scratch');
    }
    for (const projection of plan.projections) {
      if (projection.kind !== 'event') continue;
      expect(projection.ring.range).toBe('state');
      for (const { rows, targets } of projection.table.blocks)
        expect([rows.range, targets.range]).toEqual(['constants', 'constants']);
    }
  });
});

describe('a network beyond 4 GiB', () => {
  it.each([
    ['cells', network({ E: lif.of(200_000_000) }, []), /200,000,000 cells/],
    [
      'synapses',
      network({ E: lifDelta.of(40_000) }, [
        { from: 'E', to: 'E', port: 'synapse', wiring: allToAll(), weight: uniform('0 mV', '1 mV') },
      ]),
      /1,600,000,000 synapses/,
    ],
    [
      'delays',
      network({ E: lifDelta.of(100_000) }, [
        { from: 'E', to: 'E', port: 'synapse', wiring: oneToOne(), weight: '1 mV', delay: '5 s' },
      ]),
      /100,000 cells/,
    ],
  ] as const)('by its %s is refused with an estimate, before anything is drawn', (_, described, says) => {
    let caught: unknown;
    try {
      planOf(described);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(NeurariumError);
    const { code, message, hint } = caught as NeurariumError;
    expect(code).toBe('memory');
    expect(message).toMatch(says);
    expect(message).toMatch(/needs about [\d.]+ GiB; one plan holds at most 4.0 GiB/);
    expect(hint).toBeTruthy();
  });
});
