import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineCell, defineNeuron } from '../../engine/define-neuron.ts';
import { normal, uniform } from '../../engine/distribution.ts';
import { network } from '../../engine/network.ts';
import { values } from '../../engine/parameter-value.ts';
import { valueOrder } from '../../engine/value-order.ts';
import {
  allToAll,
  fixedInDegree,
  fixedOutDegree,
  fixedTotalNumber,
  knownSynapses,
  oneToOne,
  pairs,
  probability,
} from '../../engine/wiring.ts';

const spiking = defineNeuron({
  name: 'spiking',
  source: 's',
  parameters: { tau: { default: '20 ms', doc: 'd' }, threshold: { default: '1 mV', doc: 'd' } },
  state: { v: { unit: 'mV', initial: 0, doc: 'd' } },
  ports: { excitatory: { unit: 'mV', on: 'v += weight' }, inhibitory: { unit: 'mV', on: 'v += weight' }, drive: { unit: 'mV' } },
  equations: 'dv/dt = (drive - v) / tau',
  spike: { when: 'v > threshold', reset: 'v = 0 * v' },
});
const rate = defineCell({
  name: 'rate',
  source: 's',
  parameters: { tau: { default: '20 ms', doc: 'd' } },
  state: { r: { unit: '1', initial: 0, doc: 'd' } },
  ports: { input: { unit: '1' } },
  equations: 'dr/dt = (input - r) / tau',
});

const wiring = allToAll();
const excite = { port: 'excitatory', wiring, weight: '1 mV' } as const;
const value = { port: 'input', wiring, weight: 1 } as const;

describe('network', () => {
  it('expands several targets into one projection each, numbered among equals', () => {
    const made = network({ E: spiking.of(3), I: spiking.of(2) }, [
      { from: 'E', to: ['E', 'I'], ...excite },
      { from: 'E', to: 'I', port: 'excitatory', wiring: probability(0.5), weight: uniform('0 mV', '1 mV'), delay: '0.002 s' },
    ]);
    expect(made.populations.map(({ name, size }) => [name, size])).toEqual([
      ['E', 3],
      ['I', 2],
    ]);
    expect(made.projections.map(({ name }) => name)).toEqual(['E->E:excitatory#0', 'E->I:excitatory#0', 'E->I:excitatory#1']);
    expect(made.projections[1]).toEqual({
      name: 'E->I:excitatory#0',
      from: 'E',
      variable: null,
      to: 'I',
      port: 'excitatory',
      wiring,
      weight: 1,
      delay: 0,
      rule: null,
      trainable: true,
      map: 'sum',
      shares: null,
      drawnAs: 'E->I:excitatory#0',
    });
    expect(made.projections[2]).toMatchObject({ weight: { kind: 'uniform', min: 0, max: 1 }, delay: 2 });
    expect(structuredClone(made)).toEqual(made);
  });

  it('reads the first output of a cell that does not spike, and a named one of a neuron', () => {
    const made = network({ E: spiking.of(3), R: rate.of(3) }, [
      { from: 'R', to: 'R', ...value, delay: '1 ms' },
      { from: 'E.v', to: 'R', ...value },
    ]);
    expect(made.projections.map(({ from, variable }) => [from, variable])).toEqual([
      ['R', 'r'],
      ['E', 'v'],
    ]);
  });

  it('drives value ports with spikes', () => {
    const made = network({ E: spiking.of(3), R: rate.of(3) }, [{ from: 'E', to: 'R', ...value }]);
    expect(made.projections[0]!.variable).toBeNull();
  });

  it('refuses values onto a port that takes spikes', () => {
    expect(() => network({ E: spiking.of(3) }, [{ from: 'E.v', to: 'E', ...excite }])).toThrow(
      "port 'excitatory' of E takes spikes, and E.v is a value",
    );
  });

  it('says where the error is and suggests the nearest name', () => {
    const wrong = { from: 'E', to: 'E', port: 'exitatory', wiring, weight: '1 mV' } as never;
    const expected = { where: 'projection 1 (E -> E)', hint: "Did you mean 'excitatory'?", code: 'description' };
    expect(() => network({ E: spiking.of(3) }, [{ from: 'E', to: 'E', ...excite }, wrong])).toThrow(
      expect.objectContaining(expected),
    );
  });

  it('refuses names that cannot be told apart in a path, and an empty network', () => {
    expect(() => network({ 'E.v': spiking.of(1) }, [])).toThrow("population 'E.v' is no name");
    expect(() => network({}, [])).toThrow('a network without populations');
  });

  it('checks arrays of weights against the number of synapses', () => {
    const populations = { E: spiking.of(3), I: spiking.of(2) };
    const make = (count: number, by = wiring) =>
      network(populations, [
        { from: 'E', to: 'I', port: 'excitatory', wiring: by, weight: values('mV', new Float64Array(count)) },
      ]);
    expect(make(6).projections[0]!.weight).toEqual({ kind: 'values', values: new Float64Array(6) });
    expect(() => make(5)).toThrow('weight: 5 values, expected 6');
    expect(make(1, pairs([2], [1])).projections).toHaveLength(1);
    expect(() => make(6, probability(1))).toThrow('not known before drawing');
  });

  it('refuses delays that are, or could be drawn, negative', () => {
    const make = (delay: '-1 ms' | ReturnType<typeof normal<'1 ms'>>) =>
      network({ E: spiking.of(3) }, [{ from: 'E', to: 'E', ...excite, delay }]);
    expect(() => make('-1 ms')).toThrow('delay is -1 ms, expected at least 0 ms');
    expect(() => make(normal('1 ms', '1 ms'))).toThrow('normal() can draw any number');
    expect(make(normal('1 ms', '1 ms', { min: '0 ms' })).projections).toHaveLength(1);
  });

  it('names the cycle of values without delay', () => {
    const populations = { A: rate.of(1), B: rate.of(1), C: rate.of(1) };
    const around = [
      { from: 'A', to: 'B', ...value },
      { from: 'B', to: 'C', ...value },
    ] as const;
    expect(() => network(populations, [...around, { from: 'C', to: 'A', ...value }])).toThrow('cycle: A -> B -> C -> A');
    expect(() => network(populations, [{ from: 'B', to: 'B', ...value }])).toThrow('cycle: B -> B');
    expect(network(populations, [...around, { from: 'C', to: 'A', ...value, delay: '1 ms' }]).projections).toHaveLength(3);
  });

  it('gives a value connection one delay', () => {
    const delay = uniform('1 ms', '2 ms');
    expect(() => network({ A: rate.of(1) }, [{ from: 'A', to: 'A', ...value, delay }])).toThrow('expected one delay for all');
  });
});

describe('the order of values', () => {
  it('is topological, and keeps the declared order where it may', () => {
    expect(valueOrder(['A', 'B', 'C', 'D'], [{ from: 'D', to: 'B' }])).toEqual({ order: ['A', 'C', 'D', 'B'] });
  });

  it('puts every source before its targets, or shows a cycle of real edges', () => {
    const names = ['A', 'B', 'C', 'D', 'E'];
    const name = fc.constantFrom(...names);
    fc.assert(
      fc.property(fc.array(fc.record({ from: name, to: name }), { maxLength: 8 }), (edges) => {
        const result = valueOrder(names, edges);
        if ('order' in result) {
          return (
            result.order.length === 5 && edges.every(({ from, to }) => result.order.indexOf(from) < result.order.indexOf(to))
          );
        }
        const { cycle } = result;
        const linked = cycle.slice(1).every((to, k) => edges.some((edge) => edge.from === cycle[k] && edge.to === to));
        return cycle.length > 1 && cycle[0] === cycle.at(-1) && linked;
      }),
    );
  });
});

describe('wiring', () => {
  it('checks its arguments', () => {
    expect(() => probability(1.1)).toThrow('probability(1.1)');
    expect(() => probability(Number.NaN)).toThrow('probability(NaN)');
    expect(() => fixedInDegree(-1)).toThrow('fixedInDegree(-1)');
    expect(() => fixedInDegree(1.5)).toThrow('fixedInDegree(1.5)');
    expect(() => pairs([0, 1], [0])).toThrow('2 sources and 1 targets');
    expect(() => pairs([-1], [0])).toThrow('source 0 is -1');
  });

  it('allows self-connections and refuses repeated sources unless told otherwise', () => {
    expect(allToAll()).toEqual({ kind: 'all-to-all', selfConnections: true, where: null });
    expect(probability(0.1, { selfConnections: false })).toEqual({
      kind: 'probability',
      probability: 0.1,
      selfConnections: false,
      where: null,
    });
    const fixed = { replacement: false, selfConnections: true };
    expect(fixedInDegree(3)).toEqual({ kind: 'fixed-in-degree', inDegree: 3, ...fixed, where: null });
    expect(fixedOutDegree(3)).toEqual({ kind: 'fixed-out-degree', outDegree: 3, ...fixed, where: null });
    expect(fixedTotalNumber(3)).toEqual({ kind: 'fixed-total-number', total: 3, ...fixed });
  });

  it('must fit the sizes of the populations', () => {
    const make = (by: ReturnType<typeof allToAll>) =>
      network({ E: spiking.of(3), I: spiking.of(2) }, [{ from: 'E', to: 'I', port: 'excitatory', wiring: by, weight: '1 mV' }]);
    expect(() => make(oneToOne())).toThrow('oneToOne() from 3 cells to 2');
    expect(() => make(pairs([3], [0]))).toThrow('source 0 is cell 3 of a population of 3');
    expect(() => make(pairs([0], [2]))).toThrow('target 0 is cell 2 of a population of 2');
    expect(() => make(fixedInDegree(4))).toThrow('fixedInDegree(4) out of 3 possible sources');
    expect(make(fixedInDegree(4, { replacement: true })).projections).toHaveLength(1);
  });

  it('counts the sources without the cell itself where that is excluded', () => {
    const make = (degree: number) =>
      network({ E: spiking.of(3) }, [
        { from: 'E', to: 'E', port: 'excitatory', wiring: fixedInDegree(degree, { selfConnections: false }), weight: '1 mV' },
      ]);
    expect(make(2).projections).toHaveLength(1);
    expect(() => make(3)).toThrow('out of 2 possible sources');
    expect(knownSynapses(allToAll({ selfConnections: false }), 3, 3, true)).toBe(6);
  });
});
