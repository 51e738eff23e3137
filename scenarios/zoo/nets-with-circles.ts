/** McCulloch-Pitts nets that remember: a latch, counters, a serial adder. Judged at first, against arithmetic; then the reader may make their inputs fire. */
import { Draws, patternErrors, scenario } from '../../engine/index.ts';
import {
  binaryCounterNet,
  judgedNet,
  latchNet,
  relativeInhibition,
  ringCounterNet,
  serialAdderNet,
  type ThresholdNet,
} from '../../models/index.ts';
import { inhibitionControl, judgedStimuli } from '../judged.ts';

const [steps, judged] = [600, 300];
const [places, bits] = [5, 3];
/** Steps between pulses of the binary counter: the carry passes through all bits meanwhile. */
const apart = 10;

const kinds = ['latch', 'ring counter', 'binary counter', 'serial adder'] as const;

interface Kind {
  readonly net: ThresholdNet;
  /** Whether an input fires in a step. */
  readonly inputs: readonly ((step: number) => boolean)[];
  /** What outputs should say of the inputs up to a step; asked for step after step. */
  readonly expected: (inputs: readonly boolean[]) => readonly boolean[];
  /** Whether they are asked of it. */
  readonly asked?: (step: number) => boolean;
}

function kindOf(kind: (typeof kinds)[number], draws: Draws): Kind {
  const drawn = (input: number, share: number) => (step: number) => draws.uniform(input, step) < share;
  switch (kind) {
    case 'latch': {
      let state = false;
      const expected = ([set, clear]: readonly boolean[]) => [(state = !clear && (set! || state))];
      return { net: latchNet(), inputs: [drawn(0, 0.1), drawn(1, 0.1)], expected };
    }
    case 'ring counter': {
      let count = 0;
      const pulse = drawn(0, 0.5);
      return {
        net: ringCounterNet(places),
        inputs: [(step) => step === 0, (step) => step > 0 && pulse(step)],
        expected: ([, one]) => {
          count = (count + Number(one)) % places;
          return Array.from({ length: places }, (_, place) => place === count);
        },
      };
    }
    case 'binary counter': {
      let count = 0;
      const pulse = drawn(0, 0.7);
      return {
        net: binaryCounterNet(bits),
        inputs: [(step) => step % apart === 0 && pulse(step)],
        expected: ([one]) => {
          count += Number(one);
          return Array.from({ length: bits }, (_, bit) => ((count >> bit) & 1) === 1);
        },
        asked: (step) => step % apart === apart / 2,
      };
    }
    case 'serial adder': {
      let carry = 0;
      return {
        net: serialAdderNet(),
        inputs: [drawn(0, 0.5), drawn(1, 0.5)],
        expected: ([a, b]) => {
          const sum = Number(a) + Number(b) + carry;
          carry = sum >> 1;
          return [(sum & 1) === 1];
        },
      };
    }
    default:
      return kind satisfies never;
  }
}

interface Choices {
  readonly net: (typeof kinds)[number];
  readonly inhibition: 'absolute' | 'relative';
  readonly inputs: number;
}

function toldOf({ net: name, inhibition, inputs: which }: Choices) {
  const kind = kindOf(name, new Draws(which, 'nets-with-circles', name));
  const net = inhibition === 'absolute' ? kind.net : relativeInhibition(kind.net);
  const inputs = kind.inputs.map((fires) => Array.from({ length: steps }, (_, step) => step < judged && fires(step)));
  const truth = Array.from({ length: net.outputs.length + 1 }, () => Array<boolean>(steps).fill(false));
  for (let step = 0; step < judged; step++) {
    const expected = kind.expected(inputs.map((train) => train[step]!));
    if (kind.asked?.(step) ?? true) for (const [k, one] of [...expected, true].entries()) truth[k]![step + net.lag] = one;
  }
  return { net, inputs, truth };
}

export default scenario({
  id: 'nets-with-circles',
  title: 'McCulloch-Pitts nets with circles: they remember',
  source: 'McCulloch & Pitts 1943, Bull Math Biophys 5:115, part III',
  controls: {
    net: { default: 'latch', choices: kinds, doc: 'what it does: remember set and clear, count modulo 5, count in binary, add' },
    inhibition: inhibitionControl,
    inputs: { default: 1, min: 1, max: 1_000_000, integer: true, doc: 'which inputs it is judged with' },
  },
  dt: '1 ms',
  duration: `${steps} ms`,
  // Slowly enough to see single spikes, and to press inputs when it is left alone.
  pace: 0.02,
  network: (controls) => judgedNet(toldOf(controls).net),
  stimuli: (controls) => judgedStimuli(toldOf(controls)),
  panels: [
    { panel: 'graph', of: ['inputs', 'units'], layout: 'circular' },
    { panel: 'matrix', of: 'table', variable: 'active' },
    { panel: 'raster', of: ['inputs', 'units', 'truth', 'wrong'] },
  ],
  metrics: { wrong_spikes: patternErrors('wrong', []) },
  expect: [
    { measure: 'wrong_spikes', atMost: 0, why: 'what the net says against arithmetic, in the 300 steps in which it is judged' },
  ],
});
