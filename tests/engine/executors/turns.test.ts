/** Cells that move in turn: what each sees, what is kept, and that chance comes out right. */
import { describe, expect, it } from 'vitest';
import {
  allToAll,
  asyncCyclic,
  asyncRandom,
  blockwise,
  defineCell,
  defineNeuron,
  network,
  oneToOne,
  pairs,
  type Schedule,
} from '../../../engine/index.ts';
import { hopfieldUnit, lif, softmaxUnit, stochasticUnit } from '../../../models/index.ts';
import { type Choices, numbers, simulationOf, spikeSteps, stimulateAt, valuesAfterSteps } from '../../simulated.ts';

const adder = defineCell({
  name: 'adder',
  source: 'of a test',
  state: { x: { unit: '1', initial: 0, doc: 'half of what came in, and 1' }, old: { unit: '1', initial: 0, doc: 'x before' } },
  ports: { input: { unit: '1' }, other: { unit: '1' } },
  equations: `
    x' = 0.5 * input + other + 1
    old' = x
  `,
});

/** A ring: each cell reads the one before it. */
function ring(cells: number, schedule: Schedule) {
  const before = Array.from({ length: cells }, (_, i) => (i + cells - 1) % cells);
  const wiring = pairs(
    before,
    before.map((_, i) => i),
  );
  return network({ a: adder.of(cells, {}, { schedule }) }, [{ from: 'a', to: 'a', port: 'input', wiring, weight: 1 }]);
}

function rows(described: ReturnType<typeof ring>, steps: number, choices: Choices = {}): number[][] {
  const simulation = simulationOf(described, choices);
  const found = valuesAfterSteps(simulation, 'a', 'x');
  simulation.step(steps);
  return found;
}

describe.each(['wasm', 'interpreter'] as const)('cells that move in turn (%s)', (backend) => {
  it('see what those before them became in the same step', () => {
    expect(rows(ring(4, asyncCyclic()), 2, { backend })).toEqual([
      [1, 1.5, 1.75, 1.875],
      [1.9375, 1.96875, 1.984375, 1.9921875],
    ]);
    expect(rows(ring(4, asyncCyclic([3, 2, 1, 0, 0, 1, 2, 3])), 2, { backend })).toEqual([
      [1.5, 1, 1, 1],
      [1.5, 1.75, 1.875, 1.9375],
    ]);
  });

  it('move together with their block', () => {
    expect(rows(ring(4, blockwise([1, 0, 1, 0])), 1, { backend })[0]).toEqual([1.5, 1, 1.5, 1]);
    const wiring = pairs([0, 1, 2, 3], [1, 2, 3, 0]);
    const layered = network({ a: adder.of({ layer: 2, unit: 2 }, {}, { schedule: blockwise('layer') }) }, [
      { from: 'a', to: 'a', port: 'input', wiring, weight: 1 },
    ]);
    expect(rows(layered, 1, { backend })[0]).toEqual([1, 1, 1.5, 1]);
  });

  it('read other populations, stimuli and themselves with a delay as ever', () => {
    const described = network({ a: adder.of(2, {}, { schedule: asyncCyclic() }), b: adder.of(2) }, [
      { from: 'a', to: 'a', port: 'input', wiring: pairs([0], [1]), weight: 2 },
      { from: 'a', to: 'a', port: 'other', wiring: oneToOne(), weight: 1, delay: '0.1 ms' },
      { from: 'b', to: 'a', port: 'other', wiring: oneToOne(), weight: 10 },
    ]);
    const simulation = simulationOf(described, { backend });
    const found = valuesAfterSteps(simulation, 'a', 'x');
    stimulateAt(simulation, 1, 'a', 'input', { cells: [1], value: 100 });
    simulation.step(2);
    expect(found).toEqual([
      [11, 22],
      [22, 22 + 50 + 22 + 11],
    ]);
  });
});

describe('a schedule', () => {
  const random = network({ a: stochasticUnit.of(37, {}, { schedule: asyncRandom() }) }, [
    { from: 'a.active', to: 'a', port: 'input', wiring: allToAll({ selfConnections: false }), weight: -0.1 },
  ]);
  const run = (choices: Choices) => {
    const simulation = simulationOf(random, choices);
    simulation.step(40);
    return [simulation.spikeHash, simulation.stateHash];
  };

  it.each(['float64', 'float32'] as const)('is followed alike interpreted and compiled, in %s', (precision) => {
    expect(run({ precision, lanes: 2 })).toEqual(run({ precision, lanes: 2, backend: 'interpreter' }));
  });

  it('draws its order from the seed', () => {
    expect(rows(ring(6, asyncRandom()), 3)).toEqual(rows(ring(6, asyncRandom()), 3));
    expect(rows(ring(6, asyncRandom()), 3, { seed: 2 })).not.toEqual(rows(ring(6, asyncRandom()), 3));
  });

  it('goes on from a checkpoint, and starts anew after a reset', () => {
    const simulation = simulationOf(random);
    simulation.step(15);
    const checkpoint = simulation.checkpoint();
    simulation.step(15);
    const end = [simulation.spikeHash, simulation.stateHash];
    const other = simulationOf(random);
    other.restore(checkpoint);
    other.step(15);
    expect([other.spikeHash, other.stateHash]).toEqual(end);
    const [first, again] = [simulationOf(ring(5, asyncCyclic())), simulationOf(ring(5, asyncCyclic()))];
    first.step(3);
    again.step(3);
    again.reset();
    again.step(3);
    expect(again.stateHash).toBe(first.stateHash);
  });

  it('may move but some of the cells in a step, others each time', () => {
    const counter = defineCell({
      name: 'counter',
      source: 'of a test',
      state: { x: { unit: '1', initial: 0, doc: 'turns so far' } },
      equations: "x' = x + 1",
    });
    const described = network({ a: counter.of(10, {}, { schedule: asyncRandom({ moves: 3 }) }) }, []);
    for (const backend of ['wasm', 'interpreter'] as const) {
      const simulation = simulationOf(described, { backend });
      const found = valuesAfterSteps(simulation, 'a', 'x');
      simulation.step(1000);
      expect(found.map((row) => row.reduce((sum, x) => sum + x))).toEqual(found.map((_, step) => 3 * (step + 1)));
      // Of 1,000 steps a cell moves in 300, give or take 14.5 (binomial): six such are 87.
      for (const turns of found.at(-1)!) expect(Math.abs(turns - 300)).toBeLessThan(87);
    }
    expect(() => counter.of(3, {}, { schedule: asyncRandom({ moves: 4 }) })).toThrow('4 moves in a step, but there are 3 cells');
    expect(() => asyncRandom({ moves: 0 })).toThrow('moves is 0');
  });

  it('records spikes in ascending order, whatever the order of turns', () => {
    const described = network({ a: stochasticUnit.of(4, { threshold: -100 }, { schedule: asyncCyclic([2, 0, 3, 1]) }) }, []);
    const simulation = simulationOf(described);
    const cells: number[][] = [];
    simulation.population('a').spikes$.subscribe((frame) => cells.push([...frame.cells.subarray(0, frame.count)]));
    simulation.step();
    expect(cells).toEqual([[0, 1, 2, 3]]);
    expect(spikeSteps(simulation, 'a')).toHaveLength(4);
  });

  it('keeps fields near their sums over thousands of steps', () => {
    const cells = 20;
    const next = numbers(5);
    const weight = Array.from({ length: cells * cells }, () => next() - 0.5);
    const described = network({ a: stochasticUnit.of(cells, {}, { schedule: asyncRandom() }) }, [
      { from: 'a.active', to: 'a', port: 'input', wiring: allToAll(), weight },
    ]);
    const simulation = simulationOf(described);
    const active = valuesAfterSteps(simulation, 'a', 'active');
    simulation.step(1020);
    const [field] = simulation.plan.projections;
    const kept = new Float64Array(simulation.plan.map.memory.buffer, field!.kind === 'value' ? field!.input.address : 0, cells);
    const state = active.at(-1)!;
    for (let i = 0; i < cells; i++) {
      const sum = state.reduce((total, s, j) => total + s * weight[j * cells + i]!, 0);
      // At most 20 * 1020 changes, each rounding a sum below 8 by at most 2^-51.
      expect(Math.abs(kept[i]! - sum)).toBeLessThan(20 * 1020 * 2 ** -51);
    }
  });

  it('must fit the cells and their model', () => {
    expect(() => hopfieldUnit.of(3, {}, { schedule: asyncCyclic([0, 1]) })).toThrow(
      'an order of 2 cells, expected each of the 3',
    );
    expect(() => hopfieldUnit.of(3, {}, { schedule: asyncCyclic([0, 1, 1]) })).toThrow('names cell 1 twice');
    expect(() => hopfieldUnit.of(3, {}, { schedule: asyncCyclic([0, 1, 3]) })).toThrow('names cell 3, but there are 3');
    expect(() => asyncCyclic([0.5])).toThrow('the order holds 0.5');
    expect(() => hopfieldUnit.of(3, {}, { schedule: blockwise([0]) })).toThrow('blocks of 1 cells, expected 3');
    expect(() => hopfieldUnit.of({ a: 2, b: 2 }, {}, { schedule: blockwise('c') })).toThrow("the axis 'c'");
    expect(() => softmaxUnit.of(3, {}, { schedule: asyncRandom() })).toThrow('work along an axis');
    expect(() => lif.of(3, {}, { schedule: asyncRandom() })).toThrow('takes events');
    const refractory = defineNeuron({
      name: 'refractoryUnit',
      source: 'of a test',
      state: { x: { unit: '1', initial: 0, doc: 'x' } },
      ports: { input: { unit: '1' } },
      equations: "x' = input",
      spike: { when: 'x > 0', refractory: '1 ms' },
    });
    expect(() => refractory.of(3, {}, { schedule: asyncRandom() })).toThrow('refractory');
    expect(() => network({ a: adder.of(2) }, [{ from: 'a', to: 'a', port: 'input', wiring: oneToOne(), weight: 1 }])).toThrow(
      'form a cycle: a -> a',
    );
  });
});

describe('a Boltzmann machine', () => {
  const cells = 5;
  const bit = (code: number, i: number) => (code >> i) & 1;

  /** Symmetric weights between the cells that `connected` names. */
  function machine(connected: (i: number, j: number) => boolean) {
    const next = numbers(21);
    const weights = Array.from({ length: cells }, () => new Float64Array(cells));
    for (let i = 0; i < cells; i++) {
      for (let j = 0; j < i; j++) weights[i]![j] = weights[j]![i] = (3 * next() - 1.5) * Number(connected(i, j));
    }
    return { weights, bias: Array.from({ length: cells }, () => 2 * next() - 1) };
  }

  /** Half the sum of what sampled and exact probabilities of the 2^5 states differ by. */
  function variation({ weights, bias }: ReturnType<typeof machine>, schedule?: Schedule): number {
    const boltzmann = Array.from({ length: 2 ** cells }, (_, code) => {
      let sum = 0;
      for (let i = 0; i < cells; i++) {
        sum += bias[i]! * bit(code, i);
        for (let j = 0; j < i; j++) sum += weights[i]![j]! * bit(code, i) * bit(code, j);
      }
      return Math.exp(sum);
    });
    const partition = boltzmann.reduce((a, b) => a + b);
    const options = schedule === undefined ? {} : { schedule };
    const described = network({ a: stochasticUnit.of(cells, { threshold: bias.map((b) => -b) }, options) }, [
      {
        from: 'a.active',
        to: 'a',
        port: 'input',
        wiring: allToAll({ selfConnections: false }),
        weight: weights.flatMap((row, i) => [...row].filter((_, j) => j !== i)),
        delay: schedule === undefined ? '1 ms' : '0 ms',
      },
    ]);
    const simulation = simulationOf(described, { dt: 1, seed: 3 });
    const counts = new Float64Array(2 ** cells);
    simulation
      .population('a')
      .values$('active')
      .subscribe(({ step, values }) => {
        if (step >= 100) counts[[...values].reduce((code, value, i) => code + value * 2 ** i, 0)]! += 1;
      });
    simulation.step(100 + sweeps);
    return boltzmann.reduce((sum, p, code) => sum + Math.abs(p / partition - counts[code]! / sweeps), 0) / 2;
  }

  const sweeps = 100_000;
  const all = machine(() => true);
  // Cells of one block do not see each other move, so they must not be connected: 0 and 1 against 2, 3 and 4.
  const layers = machine((i, j) => i < 2 !== j < 2);

  // For independent samples the expected variation is at most sqrt(32 / sweeps) / 2 = 0.009; those of neighbouring sweeps are alike,
  // which at these weights is worth less than four times as many samples.
  it.each([
    ['in random order', all, asyncRandom()],
    ['in a fixed order', all, asyncCyclic([3, 1, 4, 0, 2])],
    ['layer by layer', layers, blockwise([0, 0, 1, 1, 1])],
  ] as const)('samples its distribution %s', (_, described, schedule) => {
    expect(variation(described, schedule)).toBeLessThan(0.018);
  });

  it('does not where all cells move at once: the bound above tells the two apart', () => {
    expect(variation(all)).toBeGreaterThan(0.036);
  });
});
