import { describe, expect, it } from 'vitest';
import {
  automatonNet,
  binaryCounterNet,
  formulaNet,
  latchNet,
  parseAutomaton,
  relativeInhibition,
  ringCounterNet,
  serialAdderNet,
  type ThresholdNet,
  thresholdNet,
} from '../../../models/index.ts';
import { numbers } from '../../simulated.ts';
import { wrongSteps } from './drawn-automata.ts';
import { answersOf } from './run-net.ts';

describe('automatonNet', () => {
  it('says what 40 drawn automata of up to 16 states and four symbols say, for 200 symbols', () => {
    expect(wrongSteps(40, 200, 1)).toBe(0);
  });

  it('has a unit for each state and symbol, each state, and what is accepted', () => {
    const net = automatonNet(parseAutomaton('start: a; accept: b; a: 0 -> a, 1 -> b; b: 0 -> a, 1 -> b'));
    expect(net.units.map(({ name }) => name)).toEqual([
      'a, 0 read',
      'a, 1 read',
      'b, 0 read',
      'b, 1 read',
      'in a',
      'in b',
      'accepted',
    ]);
  });
});

describe('nets with circles', () => {
  const draw = numbers(4);
  const bits = (length: number, share = 0.5) => Uint8Array.from({ length }, () => (draw() < share ? 1 : 0));

  it('a latch remembers what was last set or cleared', () => {
    const [set, clear] = [bits(500, 0.1), bits(500, 0.1)];
    let state = 0;
    const expected = set.map((on, step) => (state = clear[step] === 1 ? 0 : on | state));
    expect(answersOf(latchNet(), [set, clear])[0]).toEqual(expected);
  });

  it.each([1, 2, 5, 7])('a ring counter counts pulses modulo %d', (size) => {
    const pulse = bits(300);
    pulse[0] = 0;
    const start = pulse.map((_, step) => (step === 0 ? 1 : 0));
    const places = answersOf(ringCounterNet(size), [start, pulse]);
    let count = 0;
    pulse.forEach((one, step) => {
      count = (count + one) % size;
      expect(places.map((place) => place[step])).toEqual(places.map((_, i) => (i === count ? 1 : 0)));
    });
  });

  it('a binary counter of three bits counts pulses modulo eight', () => {
    // Time for the carry to pass before the count is read.
    const pulse = Uint8Array.from({ length: 400 }, (_, step) => (step % 10 === 0 && draw() < 0.7 ? 1 : 0));
    const counter = answersOf(binaryCounterNet(3), [pulse]);
    let count = 0;
    pulse.forEach((one, step) => {
      count += one;
      if (step % 10 === 5) expect(counter.map((bit) => bit[step])).toEqual([0, 1, 2].map((i) => (count >> i) & 1));
    });
  });

  it('a serial adder adds numbers of 30 bits', () => {
    for (let trial = 0; trial < 20; trial++) {
      const [a, b] = [Math.floor(2 ** 30 * draw()), Math.floor(2 ** 30 * draw())];
      const inBits = (value: number) => Uint8Array.from({ length: 31 }, (_, i) => Math.floor(value / 2 ** i) % 2);
      expect(answersOf(serialAdderNet(), [inBits(a), inBits(b)])[0]).toEqual(inBits(a + b));
    }
  });
});

describe('relativeInhibition', () => {
  const quiet = 6;

  /** All inputs of `length` steps, one after the other, each followed by silence, in which all but the last input are 0. */
  function all(inputs: number, length: number, last: 0 | 1): Uint8Array[] {
    return Array.from({ length: inputs }, (_, input) =>
      Uint8Array.from({ length: 2 ** (inputs * length) * (length + quiet) }, (__, at) => {
        const [word, step] = [Math.floor(at / (length + quiet)), at % (length + quiet)];
        if (step >= length) return input === inputs - 1 ? last : 0;
        return (word >> (inputs * step + input)) & 1;
      }),
    );
  }

  it.each<[string, ThresholdNet, 0 | 1]>([
    ['a formula in time', formulaNet('A(t-2) & !A(t-1) | !A(t-4)'), 0],
    ['one inhibitory input against three excitatory ones', weighed(1), 0],
    ['against three, of which two are needed', weighed(2), 0],
    ['an inhibiting unit that is itself inhibited', chained(), 0],
    ['a circle: a counter', binaryCounterNet(3), 0],
    ['a circle: a latch, cleared after each', latchNet(), 1],
  ])('answers one step later what absolute inhibition does, for all inputs of 12 bits: %s', (_, net, last) => {
    const inputs = all(net.inputs.length, 12 / net.inputs.length, last);
    // Units that fire by themselves begin in the first step: before it they had been silent.
    const settled = (one: ThresholdNet) => answersOf(one, inputs).map((bits) => bits.slice(5));
    expect(settled(relativeInhibition(net))).toEqual(settled(net));
    expect(relativeInhibition(net).lag).toBe(net.lag + 1);
  });

  it.each([
    ['weighed', weighed(1), 0],
    ['latch', latchNet(), 1],
  ] as const)('is not what calling inhibition relative does: %s', (_, net, last) => {
    const inputs = all(2, 6, last);
    expect(answersOf({ ...net, inhibition: 'relative' }, inputs)).not.toEqual(answersOf(net, inputs));
  });

  it('answers the same of the counters, with drawn pulses', () => {
    const draw = numbers(6);
    const pulse = Uint8Array.from({ length: 500 }, () => (draw() < 0.4 ? 1 : 0));
    const start = pulse.map((_, step) => (step === 0 ? 1 : 0));
    const nets: [ThresholdNet, Uint8Array[]][] = [
      [binaryCounterNet(3), [pulse]],
      [ringCounterNet(5), [start, pulse]],
      [serialAdderNet(), [pulse, pulse.toReversed()]],
    ];
    for (const [net, inputs] of nets) expect(answersOf(relativeInhibition(net), inputs)).toEqual(answersOf(net, inputs));
  });
});

it('a net in which a unit hears what there is not is refused', () => {
  const unit = { name: 'u', threshold: 1, excitatory: ['b'], inhibitory: [] };
  const net = { inputs: ['a'], units: [unit], outputs: ['u'], lag: 1, inhibition: 'absolute' } as const;
  expect(() => thresholdNet(net)).toThrow("unit 'u' hears 'b', which there is not");
  expect(() => thresholdNet({ ...net, units: [{ ...unit, name: 'a' }] })).toThrow("'a' is the name of two units");
});

/** Three relays of the first input in time, against the second. */
function weighed(threshold: number): ThresholdNet {
  const relays = ['a', 'later', 'latest'].map((name, k) => ({
    name: `${name}'`,
    threshold: 1,
    excitatory: [k === 0 ? 'a' : `${['a', 'later'][k - 1]}'`],
    inhibitory: [],
  }));
  const sum = { name: 'sum', threshold, excitatory: relays.map(({ name }) => name), inhibitory: ['b'] };
  return { inputs: ['a', 'b'], units: [...relays, sum], outputs: ['sum'], lag: 4, inhibition: 'absolute' };
}

/** b silences a veto that a has. */
function chained(): ThresholdNet {
  return {
    inputs: ['a', 'b'],
    units: [
      { name: 'veto', threshold: 1, excitatory: ['a'], inhibitory: ['b'] },
      { name: 'wait', threshold: 1, excitatory: ['a'], inhibitory: [] },
      { name: 'both', threshold: 1, excitatory: ['wait', 'sure'], inhibitory: ['veto'] },
      { name: 'sure', threshold: 0, excitatory: [], inhibitory: ['b'] },
    ],
    outputs: ['both'],
    lag: 2,
    inhibition: 'absolute',
  };
}
