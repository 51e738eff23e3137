import { describe, expect, it } from 'vitest';
import {
  allToAll,
  fixedInDegree,
  network,
  normal,
  oneToOne,
  pairs,
  probability,
  uniform,
  values,
} from '../../../engine/index.ts';
import { lifDelta, lifExponential, spikeList } from '../../../models/index.ts';
import { numbers, simulationOf, spikeSteps, stimulateAt, valuesAfterSteps } from '../../simulated.ts';
import { chiSquare, chiSquareLimit } from './chi-square.ts';
import { planOf, type Synapse, synapsesOf } from './tables.ts';

const S = spikeList.of(40);
const E = lifExponential.of(60);
const base = { from: 'S', to: 'E', port: 'excitatory' } as const;

describe('weights and delays', () => {
  it('of a projection that share one take no memory for each synapse', () => {
    const plan = planOf(network({ S, E }, [{ ...base, wiring: probability(0.3), weight: '7 pA', delay: '1.5 ms' }]));
    const projection = plan.projections[0]!;
    if (projection.kind !== 'event') throw new Error('expected events');
    expect(projection.table.blocks.map(({ weights, runs }) => [weights, runs])).toEqual([[null, null]]);
    for (const { weight, delay } of synapsesOf(plan)) expect([weight, delay]).toEqual([7, 15]);
    expect(projection.slots).toBe(16);
  });

  it('given as arrays follow the order that the wiring names', () => {
    const wiring = pairs([3, 0, 3, 1, 3], [5, 2, 5, 0, 1]);
    const weight = values('nA', [0.01, 0.02, 0.03, 0.04, 0.05]);
    const delay = values('ms', [0.4, 0, 0.1, 6.5, 0.4]);
    const found = synapsesOf(planOf(network({ S, E }, [{ ...base, wiring, weight, delay }])));
    const rounded = found.map(({ weight, ...rest }) => ({ ...rest, weight: Math.round(weight) }));
    expect(rounded).toEqual([
      { source: 0, target: 2, weight: 20, delay: 0 },
      { source: 1, target: 0, weight: 40, delay: 65 },
      { source: 3, target: 5, weight: 30, delay: 1 },
      { source: 3, target: 5, weight: 10, delay: 4 },
      { source: 3, target: 1, weight: 50, delay: 4 },
    ]);
    const all = {
      wiring: allToAll(),
      weight: values(
        'pA',
        Float64Array.from({ length: 2400 }, (_, k) => k),
      ),
    };
    for (const { source, target, weight } of synapsesOf(planOf(network({ S, E }, [{ ...base, ...all }])))) {
      expect(weight).toBe(source * 60 + target);
    }
  });

  it('given as an array of equal delays are kept as one', () => {
    const delay = values('ms', new Array(40).fill(0.3));
    const described = network({ S, E: lifExponential.of(40) }, [{ ...base, wiring: oneToOne(), weight: '1 pA', delay }]);
    const projection = planOf(described).projections[0]!;
    expect(projection.kind === 'event' && projection.table.blocks[0]!.runs).toBeNull();
    expect(synapsesOf(planOf(described)).every(({ delay }) => delay === 3)).toBe(true);
  });

  it('drawn from a distribution have its shape', () => {
    const wiring = fixedInDegree(40);
    const weight = uniform('2 pA', '12 pA');
    const delay = uniform('0 ms', '2 ms');
    const found = synapsesOf(planOf(network({ S, E: lifExponential.of(200) }, [{ ...base, wiring, weight, delay }])));
    const tenths = new Array<number>(10).fill(0);
    const steps = new Array<number>(21).fill(0);
    for (const synapse of found) {
      expect(synapse.weight >= 2 && synapse.weight < 12).toBe(true);
      tenths[Math.floor(synapse.weight) - 2]!++;
      steps[synapse.delay]!++;
    }
    expect(chiSquare(tenths, () => 800)).toBeLessThan(chiSquareLimit(9));
    // Rounding to the nearest step gives the first and the last half the width of the others.
    expect(chiSquare(steps, (k) => (k === 0 || k === 20 ? 200 : 400))).toBeLessThan(chiSquareLimit(20));
  });

  it('beyond 65,535 steps are refused with the projection and the synapse', () => {
    const delay = values('ms', [0, 6554, 0]);
    const described = network({ S, E }, [{ ...base, wiring: pairs([0, 1, 2], [0, 1, 2]), weight: '1 pA', delay }]);
    expect(() => planOf(described)).toThrow('delay of 65540 steps');
  });
});

describe('a synapse table', () => {
  const order = (a: Synapse, b: Synapse) => a.source - b.source || a.delay - b.delay || a.target - b.target;

  it.each([probability(0.4), fixedInDegree(17), allToAll()])('is sorted by source, delay, target (%o)', (wiring) => {
    const delay = normal('1 ms', '0.5 ms', { min: '0 ms' });
    const found = synapsesOf(planOf(network({ S, E }, [{ ...base, wiring, weight: uniform('0 pA', '1 pA'), delay }])));
    expect(found).toEqual(found.toSorted(order));
    expect(new Set(found.map((synapse) => synapse.delay)).size).toBeGreaterThan(10);
  });

  it('keeps each weight with its synapse, whatever the delays do to the order', () => {
    const weight = uniform('0 pA', '1 pA');
    const wiring = probability(0.4);
    const plain = synapsesOf(planOf(network({ S, E }, [{ ...base, wiring, weight }])));
    const delayed = synapsesOf(planOf(network({ S, E }, [{ ...base, wiring, weight, delay: uniform('0 ms', '3 ms') }])));
    const without = (synapses: readonly Synapse[]) => synapses.map((synapse) => ({ ...synapse, delay: 0 })).toSorted(order);
    expect(without(delayed)).toEqual(plain);
  });

  it('of more than 65,536 targets is cut into blocks, and reaches targets beyond', () => {
    const targets = [0, 65_535, 65_536, 69_999];
    const wiring = pairs([0, 0, 0, 0, 1], [...targets, 69_998]);
    const cells = lifDelta.of(70_000);
    const delay = values('ms', [0, 0.2, 0.1, 0.3, 0]);
    const drawn = { from: 'S', to: 'E', port: 'synapse', wiring: probability(0.001), weight: uniform('1 mV', '2 mV') } as const;
    const listed = { from: 'S', to: 'E', port: 'synapse', wiring, weight: '100 mV', delay } as const;
    const described = network({ S: spikeList.of(2), E: cells }, [listed, drawn]);
    const simulation = simulationOf(described);
    const { plan } = simulation;
    const blocks = plan.projections.map((projection) => (projection.kind === 'event' ? projection.table.blocks : []));
    for (const found of blocks) expect(found.map(({ firstTarget }) => firstTarget)).toEqual([0, 65_536]);
    const [inFirst, inSecond] = blocks[1]!.map(({ synapses }) => synapses) as [number, number];
    expect(Math.abs(inFirst - 131.072)).toBeLessThan(3.3 * Math.sqrt(131));
    expect(inFirst + inSecond).toBe(synapsesOf(plan, 1).length);
    const trains = spikeSteps(simulation, 'E');
    stimulateAt(simulation, 0, 'S', 'events', { cells: [0], value: 1 });
    simulation.step(10);
    const spikes = trains.flatMap((train, cell) => train.map((step) => [cell, step]));
    expect(spikes).toEqual([
      [0, 1],
      [65_535, 3],
      [65_536, 2],
      [69_999, 4],
    ]);
  });

  it.each(['float64', 'float32'] as const)('of two blocks delivers as a plain sum over all synapses does, in %s', (precision) => {
    const [sources, targets, synapses, steps, longest] = [5, 70_000, 4000, 12, 6];
    const next = numbers(3);
    const whole = (below: number) => Math.floor(next() * below);
    // Near the border of the blocks as often as elsewhere, and some pairs more than once.
    const cells = Array.from({ length: synapses }, (_, k) => (k % 2 === 0 ? 65_486 + whole(100) : whole(targets)));
    const from = cells.map(() => whole(sources));
    const weights = Float64Array.from(cells, () => 0.1 + next());
    const delays = cells.map(() => whole(longest + 1));
    const described = network({ S: spikeList.of(sources), E: lifDelta.of(targets, { vThreshold: '1000 mV', vRest: '0 mV' }) }, [
      {
        from: 'S',
        to: 'E',
        port: 'synapse',
        wiring: pairs(from, cells),
        weight: values('mV', weights),
        delay: values(
          'ms',
          delays.map((delay) => delay / 10),
        ),
      },
    ]);
    const fires = Array.from({ length: steps }, () => Array.from({ length: sources }, () => next() < 0.3));
    const results = (['wasm', 'interpreter'] as const).map((backend) => {
      const simulation = simulationOf(described, { precision, backend });
      fires.forEach((row, step) => {
        const spiking = row.flatMap((spikes, cell) => (spikes ? [cell] : []));
        if (spiking.length > 0) stimulateAt(simulation, step, 'S', 'events', { cells: spiking, value: 1 });
      });
      simulation.step(steps - 1);
      const rows = valuesAfterSteps(simulation, 'E', 'v');
      simulation.step(1);
      return [rows[0]!, simulation.stateHash] as const;
    });
    expect(results[1]).toEqual(results[0]);

    // What each target has by the last step: each arrival decays from its step on.
    const decay = Math.exp(-0.1 / 20);
    const expected = new Float64Array(targets);
    cells.forEach((cell, k) => {
      for (let step = 0; step < steps; step++) {
        const arrival = step + 1 + delays[k]!;
        if (fires[step]![from[k]!] && arrival < steps) expected[cell]! += weights[k]! * decay ** (steps - arrival);
      }
    });
    expect(cells.filter((cell) => cell >= 65_536 && expected[cell]! > 0).length).toBeGreaterThan(500);
    // Each of 12 steps rounds a decay, a product and a sum, each by half a unit in the last place: 12 * 3 * 6e-8 in float32.
    const tolerance = precision === 'float64' ? 1e-14 : 2.2e-6;
    const [found] = results[0]!;
    const wrong = found.flatMap((v, cell) => (Math.abs(v - expected[cell]!) > tolerance * expected[cell]! ? [cell] : []));
    expect(found).toHaveLength(targets);
    expect(wrong).toEqual([]);
  });
});
