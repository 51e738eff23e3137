import type { Row } from '../row.ts';

const network = 'McCulloch-Pitts net';

export const thresholdNets: readonly Row[] = [
  {
    id: 'formula',
    network,
    task: 'formulas of four inputs, or two and four steps, compiled: wrong answers in all cases',
    published: '0 (McCulloch & Pitts 1943, theorem II)',
    scenario: 'formula',
    each: {
      control: 'formula',
      values: [
        'feels_heat = heat(t-1) | cold(t-3) & !cold(t-2); feels_cold = cold(t-2) & cold(t-1)',
        'A ^ B ^ C ^ D',
        '(A -> B) <-> (C | !D)',
        'sum = A ^ B ^ C; carry = A & B | C & (A | B)',
      ],
    },
    seeds: [1],
    shows: 'wrong_spikes',
    fast: true,
  },
  {
    id: 'automaton',
    network,
    task: 'a finite automaton, compiled: wrong answers to all words of nine symbols',
    published: '0 (Kleene 1956)',
    scenario: 'automaton',
    each: { control: 'inhibition', values: ['absolute', 'relative'] },
    seeds: [1],
    shows: 'wrong_spikes',
    fast: true,
  },
  {
    id: 'nets-with-circles',
    network,
    task: 'latch, ring counter modulo 5, binary counter of three bits, serial adder: wrong answers in 300 steps',
    published: '0 (McCulloch & Pitts 1943, part III)',
    scenario: 'nets-with-circles',
    each: { control: 'net', values: ['latch', 'ring counter', 'binary counter', 'serial adder'] },
    seeds: [1],
    shows: 'wrong_spikes',
    fast: true,
  },
];
