/** Nets of threshold units that remember, made by hand: they have circles. McCulloch & Pitts 1943, Bull Math Biophys 5:115, part III. */
import type { ThresholdNet, ThresholdUnit } from './threshold-net.ts';

/** Remembers whether `set` was active after `clear`; where both are, it forgets. Answers one step later. */
export function latchNet(): ThresholdNet {
  return {
    inputs: ['set', 'clear'],
    units: [{ name: 'latch', threshold: 1, excitatory: ['latch', 'set'], inhibitory: ['clear'] }],
    outputs: ['latch'],
    lag: 1,
    inhibition: 'absolute',
  };
}

/**
 * Counts pulses modulo `size`: a token goes round a ring, one place for each `pulse`. A unit holds it in each place, another takes it there from
 * the place before. `start` lays it at place 0. Outputs: places, two steps after.
 */
export function ringCounterNet(size: number): ThresholdNet {
  const places = Array.from({ length: size }, (_, i) => i);
  const at = (i: number): string[] => [`hold${i}`, `take${i}`];
  return {
    inputs: ['start', 'pulse'],
    units: places.flatMap((i): ThresholdUnit[] => [
      { name: `hold${i}`, threshold: 1, excitatory: [...(i === 0 ? ['start'] : []), ...at(i)], inhibitory: ['pulse'] },
      { name: `take${i}`, threshold: 2, excitatory: ['pulse', ...at((i + size - 1) % size)], inhibitory: [] },
      { name: `place${i}`, threshold: 1, excitatory: at(i), inhibitory: [] },
    ]),
    outputs: places.map((i) => `place${i}`),
    lag: 2,
    inhibition: 'absolute',
  };
}

/**
 * Counts pulses in binary. Of each bit, `set` fires on a pulse if the bit is 0, `clear` if it is 1; the bit holds itself until cleared; `clear` is
 * the carry, that is the pulse of the next bit. So bit i changes 2 + i steps after its pulse; pulses may follow each other every third step.
 */
export function binaryCounterNet(bits: number): ThresholdNet {
  return {
    inputs: ['pulse'],
    units: Array.from({ length: bits }, (_, i): ThresholdUnit[] => {
      const pulse = i === 0 ? 'pulse' : `clear${i - 1}`;
      return [
        { name: `set${i}`, threshold: 1, excitatory: [pulse], inhibitory: [`bit${i}`] },
        { name: `clear${i}`, threshold: 2, excitatory: [pulse, `bit${i}`], inhibitory: [] },
        { name: `bit${i}`, threshold: 1, excitatory: [`bit${i}`, `set${i}`], inhibitory: [`clear${i}`] },
      ];
    }).flat(),
    outputs: Array.from({ length: bits }, (_, i) => `bit${i}`),
    lag: 1 + bits,
    inhibition: 'absolute',
  };
}

/**
 * Adds two binary numbers that come bit after bit, the lowest first. `carry` remembers: it fires where two of the bits and itself did. `sum` is the
 * bit of the sum, two steps later: where one of them fired alone, or all three.
 */
export function serialAdderNet(): ThresholdNet {
  const bits = ['a', 'b', 'carry'];
  const alone = bits.map((bit) => ({
    name: `only ${bit}`,
    threshold: 1,
    excitatory: [bit],
    inhibitory: bits.filter((other) => other !== bit),
  }));
  const gates = [...alone, { name: 'all', threshold: 3, excitatory: bits, inhibitory: [] }];
  return {
    inputs: ['a', 'b'],
    units: [
      { name: 'carry', threshold: 2, excitatory: bits, inhibitory: [] },
      ...gates,
      { name: 'sum', threshold: 1, excitatory: gates.map(({ name }) => name), inhibitory: [] },
    ],
    outputs: ['sum'],
    lag: 2,
    inhibition: 'absolute',
  };
}
