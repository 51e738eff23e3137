/** What TypeScript refuses in a description. `tsc` checks each `@ts-expect-error`; the asserts check that the engine refuses it too. */
import { describe, expect, it } from 'vitest';
import { defineCell, defineNeuron } from '../../engine/define-neuron.ts';
import { scenario } from '../../engine/define-scenario.ts';
import { normal, uniform } from '../../engine/distribution.ts';
import { network } from '../../engine/network.ts';
import { values } from '../../engine/parameter-value.ts';
import { inUnit, type Quantity, type UnitOf } from '../../engine/units.ts';
import { allToAll, oneToOne, probability } from '../../engine/wiring.ts';

const lif = defineNeuron({
  name: 'lif',
  source: 'Brette et al. 2007',
  parameters: {
    tau: { default: '20 ms', doc: 'membrane time constant', min: 0 },
    vRest: { default: '-49 mV', doc: 'resting potential' },
    slope: { default: '0.1 mV/ms', doc: 'drift' },
    gain: { default: 1, doc: 'a number without unit' },
  },
  state: {
    v: { unit: 'mV', initial: 'vRest', doc: 'membrane potential' },
    g: { unit: 'mV', initial: 0, doc: 'drive' },
  },
  ports: { excitatory: { unit: 'mV', on: 'g += weight' } },
  equations: `
    dv/dt = (gain * (vRest - v) + g) / tau + slope
    dg/dt = -g / tau
  `,
  spike: { when: 'v > vRest', reset: 'v = vRest' },
});

const rate = defineCell({
  name: 'rate',
  source: 'Wilson & Cowan 1972',
  parameters: { tau: { default: '10 ms', doc: 'time constant', min: 0 } },
  state: { r: { unit: '1', initial: 0.5, doc: 'rate' }, hidden: { unit: '1', initial: 0, doc: 'not read by others' } },
  ports: { input: { unit: '1' } },
  equations: `
    dr/dt = (input - r) / tau
    dhidden/dt = -hidden / tau
  `,
  outputs: ['r'],
});

const two = { E: lif.of(10), R: rate.of(10) };

describe('quantities', () => {
  it('take every unit of their dimension and no other', () => {
    const times: Quantity<'ms'>[] = ['20 ms', '0.5 s', '-3e2 us', '30 µs'];
    // @ts-expect-error a bare number where a time belongs
    times.push(20);
    // @ts-expect-error a potential where a time belongs
    times.push('20 mV');
    // @ts-expect-error no space, no number
    times.push('ms');
    // @ts-expect-error an unknown unit
    times.push('20 msec');
    const slope: Quantity<'mV/ms'> = '0.1 mV/ms';
    const number: Quantity<'1'> = 0.5;
    // @ts-expect-error a unit where there is none
    const wrong: Quantity<'1'> = '0.5 mV';
    const unit: UnitOf<'20 ms'> = 'ms';
    const none: UnitOf<3> = '1';
    expect([slope, number, wrong, unit, none]).toEqual(['0.1 mV/ms', 0.5, '0.5 mV', 'ms', '1']);
    expect(inUnit('0.5 s', 'ms')).toBe(500);
    // @ts-expect-error another dimension
    expect(() => inUnit('5 mV', 'ms')).toThrow("'5 mV' is in mV");
  });
});

describe('parameters and initial state', () => {
  it('take quantities of their unit, in any spelling', () => {
    const bag = {
      tau: '0.01 s',
      v: uniform('-60 mV', '-0.05 V'),
      gain: [1, 2, 3],
      vRest: values('V', [-0.05, -0.06, -0.07]),
    } as const;
    expect(lif.of(3, bag).parameters['tau']).toBe(10);
    expect(lif.of(3, { slope: '1 mV/ms' }).parameters['slope']).toBe(1);
  });

  it('refuse bare numbers, other units and unknown names', () => {
    // @ts-expect-error a bare number where a time belongs
    expect(() => lif.of(1, { tau: 20 })).toThrow('20 has no unit');
    // @ts-expect-error a potential where a time belongs
    expect(() => lif.of(1, { tau: '20 mV' })).toThrow("'20 mV' is in mV");
    // @ts-expect-error no such parameter
    expect(() => lif.of(1, { tauu: '20 ms' })).toThrow("'tauu' is neither");
    // @ts-expect-error a unit where there is none
    expect(() => lif.of(1, { gain: '1 mV' })).toThrow("'1 mV' is in mV");
    // @ts-expect-error a distribution of another unit
    expect(() => lif.of(1, { v: uniform('1 ms', '2 ms') })).toThrow('uniform() is in ms');
    // @ts-expect-error an array without unit
    expect(() => lif.of(1, { v: [-60] })).toThrow('an array without unit');
    // @ts-expect-error an array of another unit
    expect(() => lif.of(1, { v: values('ms', [1]) })).toThrow('values() is in ms');
    // @ts-expect-error another model's parameter
    expect(() => rate.of(1, { vRest: '-60 mV' })).toThrow("'vRest' is neither");
  });
});

describe('distributions', () => {
  it('have one unit', () => {
    expect(uniform(0, 1).unit).toBe('1');
    // @ts-expect-error two dimensions
    expect(() => uniform('1 ms', '2 mV')).toThrow("'2 mV' is in mV");
    // @ts-expect-error a number beside a quantity
    expect(() => uniform('1 ms', 2)).toThrow('max of uniform() is 2');
    // @ts-expect-error a limit of another dimension
    expect(() => normal('1 ms', '1 ms', { min: '0 mV' })).toThrow("'0 mV' is in mV");
  });
});

describe('models', () => {
  const about = { name: 'm', source: 's', spike: { when: 'v > 0 * v' }, equations: 'dv/dt = -v / tau' } as const;
  const tau = { default: '20 ms', doc: 'time constant' } as const;
  const v = { unit: 'mV', initial: 0, doc: 'potential' } as const;

  it('refuse what does not fit their own declarations', () => {
    // @ts-expect-error min in another unit than the default
    expect(() => defineNeuron({ ...about, parameters: { tau: { ...tau, min: '0 mV' } }, state: { v } })).toThrow(
      "'0 mV' is in mV",
    );
    // @ts-expect-error above in another unit than the default
    expect(() => defineNeuron({ ...about, parameters: { tau: { ...tau, above: '0 mV' } }, state: { v } })).toThrow(
      "'0 mV' is in mV",
    );
    // @ts-expect-error initial names no parameter
    expect(() => defineNeuron({ ...about, parameters: { tau }, state: { v: { ...v, initial: 'tua' } } })).toThrow(
      "'tua' is no parameter",
    );
    // @ts-expect-error initial in another unit
    expect(() => defineNeuron({ ...about, parameters: { tau }, state: { v: { ...v, initial: '3 ms' } } })).toThrow(
      "'3 ms' is in ms",
    );
    // @ts-expect-error initial without unit
    expect(() => defineNeuron({ ...about, parameters: { tau }, state: { v: { ...v, initial: 3 } } })).toThrow('3 has no unit');
    // @ts-expect-error an output that is no state variable
    expect(() => defineNeuron({ ...about, parameters: { tau }, state: { v }, outputs: ['w'] })).toThrow("output 'w'");
    // @ts-expect-error a default of an unknown unit
    expect(() => defineNeuron({ ...about, parameters: { tau: { ...tau, default: '20 msec' } }, state: { v } })).toThrow('unit');
    const { spike: _, ...silent } = about;
    // @ts-expect-error a neuron without a spike condition
    expect(() => defineNeuron({ ...silent, parameters: { tau }, state: { v } })).toThrow('spike.when is missing');
  });
});

describe('projections', () => {
  const wiring = allToAll();

  it('take names of populations, ports that the targets have, and weights in the port’s unit', () => {
    const made = network(two, [
      { from: 'E', to: 'E', port: 'excitatory', wiring, weight: '1.62 mV', delay: '1.5 ms' },
      { from: 'E', to: ['R'], port: 'input', wiring: oneToOne(), weight: 0.5 },
      { from: 'E.v', to: 'R', port: 'input', wiring: probability(0.5), weight: normal(0, 1) },
      { from: 'R', to: 'R', port: 'input', wiring, weight: 1, delay: '1 ms' },
    ]);
    expect(made.projections.map(({ variable }) => variable)).toEqual([null, null, 'v', 'r']);
  });

  it('refuse everything else', () => {
    // @ts-expect-error no such source
    expect(() => network(two, [{ from: 'X', to: 'E', port: 'excitatory', wiring, weight: '1 mV' }])).toThrow("'X' is unknown");
    // @ts-expect-error no such target
    expect(() => network(two, [{ from: 'E', to: 'X', port: 'excitatory', wiring, weight: '1 mV' }])).toThrow("'X' is unknown");
    // @ts-expect-error no such port
    expect(() => network(two, [{ from: 'E', to: 'E', port: 'exitatory', wiring, weight: '1 mV' }])).toThrow(
      "no port 'exitatory'",
    );
    // @ts-expect-error a port that only another population has
    expect(() => network(two, [{ from: 'E', to: 'E', port: 'input', wiring, weight: 1 }])).toThrow("no port 'input'");
    // @ts-expect-error a port that one of the targets lacks
    expect(() => network(two, [{ from: 'E', to: ['R', 'E'], port: 'input', wiring, weight: 1 }])).toThrow("no port 'input'");
    // @ts-expect-error a weight without its unit
    expect(() => network(two, [{ from: 'E', to: 'E', port: 'excitatory', wiring, weight: 1 }])).toThrow('1 has no unit');
    // @ts-expect-error a weight in another unit
    expect(() => network(two, [{ from: 'E', to: 'E', port: 'excitatory', wiring, weight: '1 pA' }])).toThrow("'1 pA' is in pA");
    // @ts-expect-error a delay without unit
    expect(() => network(two, [{ from: 'E', to: 'E', port: 'excitatory', wiring, weight: '1 mV', delay: 1 }])).toThrow(
      '1 has no unit',
    );
    // @ts-expect-error a variable that is no output
    expect(() => network(two, [{ from: 'R.hidden', to: 'R', port: 'input', wiring, weight: 1, delay: '1 ms' }])).toThrow(
      "'hidden' is no output",
    );
    // @ts-expect-error no weight
    expect(() => network(two, [{ from: 'E', to: 'E', port: 'excitatory', wiring }])).toThrow('weight is undefined');
    // @ts-expect-error a model in place of cells of it
    expect(() => network({ E: lif }, [])).toThrow("population 'E' is a model");
  });
});

describe('scenarios', () => {
  const about = { id: 'typed', title: 't', source: 's', dt: '0.1 ms', duration: '1 s' } as const;

  it('hand controls to the network with their types', () => {
    const made = scenario({
      ...about,
      controls: {
        size: { default: 10, min: 1, integer: true, doc: 'number of neurons' },
        weight: { default: '1.62 mV', doc: 'weight' },
        shape: { default: 'ring', choices: ['ring', 'grid'], doc: 'shape' },
        self: { default: true, doc: 'self-connections' },
      },
      network: ({ size, weight, shape, self }) => {
        const kinds: [number, `${number} mV`, 'ring' | 'grid', boolean] = [size, weight, shape, self];
        // @ts-expect-error a quantity is no number
        const wrong: number = weight;
        expect([kinds, wrong]).toEqual([[10, '1.62 mV', 'ring', true], '1.62 mV']);
        return network({ E: lif.of(size) }, [
          { from: 'E', to: 'E', port: 'excitatory', wiring: allToAll({ selfConnections: self }), weight },
        ]);
      },
      stimuli: ({ weight }) => [{ to: 'E', port: 'excitatory', value: weight, start: '5 ms' }],
      panels: [
        { panel: 'raster', of: ['E'] },
        { panel: 'trace', of: 'E', variable: 'v', cells: [0] },
      ],
      expect: [{ of: 'E', measure: 'rate', atLeast: 0, why: 'a rate' }],
    });
    expect(made.kind).toBe('scenario');
  });

  it('refuse unknown names and wrong units', () => {
    const make = () => network({ E: lif.of(10) }, []);
    // @ts-expect-error dt without unit
    expect(() => scenario({ ...about, dt: 0.1, network: make })).toThrow('expected a quantity in ms');
    // @ts-expect-error duration in another unit
    expect(() => scenario({ ...about, duration: '1 mV', network: make })).toThrow("'1 mV' is in mV");
    // @ts-expect-error a panel of an unknown population
    expect(() => scenario({ ...about, network: make, panels: [{ panel: 'raster', of: 'F' }] })).toThrow("'F' is unknown");
    // @ts-expect-error no such panel
    expect(() => scenario({ ...about, network: make, panels: [{ panel: 'pie', of: 'E' }] })).toThrow("panel 'pie' is unknown");
    // @ts-expect-error an expectation of an unknown population
    expect(() => scenario({ ...about, network: make, expect: [{ of: 'F', measure: 'rate', atLeast: 0, why: 'x' }] })).toThrow(
      "'F' is unknown",
    );
    // @ts-expect-error a metric that is not declared
    expect(() => scenario({ ...about, network: make, expect: [{ measure: 'accuracy', atLeast: 0, why: 'x' }] })).toThrow(
      "'accuracy' is unknown",
    );
    // @ts-expect-error a stimulus onto a port that does not exist
    expect(() => scenario({ ...about, network: make, stimuli: [{ to: 'E', port: 'current', value: '1 mV' }] })).toThrow(
      "no port 'current'",
    );
    // @ts-expect-error a stimulus in another unit
    expect(() => scenario({ ...about, network: make, stimuli: [{ to: 'E', port: 'excitatory', value: '1 pA' }] })).toThrow(
      "'1 pA' is in pA",
    );
    // @ts-expect-error a choice that is none
    expect(() => scenario({ ...about, controls: { a: { default: 'x', choices: ['y'], doc: 'd' } }, network: make })).toThrow(
      "'x'",
    );
    // @ts-expect-error a limit in another unit
    expect(() => scenario({ ...about, controls: { a: { default: '1 mV', min: '1 ms', doc: 'd' } }, network: make })).toThrow(
      "'1 ms' is in ms",
    );
  });
});
