import { describe, expect, it } from 'vitest';
import {
  type ClientMessage,
  type HostMessage,
  mostClientBytes,
  NeurariumError,
  packMessage,
  unpackClientMessage,
  unpackHostMessage,
} from '../../../engine/index.ts';

/** Through the wire, as a client that may send anything would. */
function received(value: unknown): ClientMessage {
  return unpackClientMessage(packMessage(value as ClientMessage));
}

function stimulate(otherwise: object): object {
  return { kind: 'stimulate', stimuli: [{ population: 0, port: 'a', cells: [0], value: 1, steps: 1, ...otherwise }] };
}

const good: readonly ClientMessage[] = [
  { kind: 'open' },
  { kind: 'open', seed: 0xffffffff, controls: { size: 10, shape: 'ring', noise: false } },
  { kind: 'run' },
  { kind: 'pause' },
  { kind: 'step', steps: 1 },
  { kind: 'speed', speed: 'fastest' },
  { kind: 'speed', speed: 0.001 },
  { kind: 'control', name: 'size', value: '2 mV' },
  { kind: 'stimulate', stimuli: [{ population: 0, port: 'drive', cells: [0, 7], value: -1.5, steps: 10 }] },
  {
    kind: 'stimulate',
    stimuli: [{ population: 0, port: 'drive', cells: [0, 7], value: Float64Array.of(1, -1), steps: 1 }],
  },
  { kind: 'mute', projection: 1, muted: true },
  { kind: 'demand', number: 3, values: [{ population: 0, variable: 'v', cells: 'all' }] },
  { kind: 'ask', id: 1, question: { of: 'weights', from: 0, to: 1, rows: 4, columns: 4 } },
  { kind: 'ask', id: 2, question: { of: 'synapses-of-cell', population: 0, cell: 3, limit: 100 } },
  { kind: 'ready' },
];

const bad: readonly (readonly [what: string, value: unknown, says: RegExp])[] = [
  ['a list', [1], /no object/],
  ['nothing', null, /no object/],
  ['an unknown kind', { kind: 'shutdown' }, /'shutdown'; expected one of open, run/],
  ['a name every object has', { kind: 'constructor' }, /'constructor'/],
  ['no kind', { steps: 1 }, /kind is missing/],
  ['a field too many', { kind: 'run', extra: 1 }, /'extra' of a message 'run'/],
  ['a field too few', { kind: 'step' }, /'steps' of a message 'step' is missing/],
  ['negative steps', { kind: 'step', steps: -1 }, /'steps' of a message 'step' is -1/],
  ['a speed of nothing', { kind: 'speed', speed: 0 }, /'speed'/],
  ['NaN as a stimulus', stimulate({ value: Number.NaN }), /'stimuli'.*a list of 1/],
  ['NaN among stimuli', stimulate({ value: Float64Array.of(Number.NaN) }), /'stimuli'.*a list of 1/],
  ['half a cell', stimulate({ cells: [0.5] }), /'stimuli'.*a list of 1/],
  ['too long a name', { kind: 'control', name: 'x'.repeat(201), value: 1 }, /'name'/],
  [
    'too large a matrix',
    { kind: 'ask', id: 1, question: { of: 'weights', from: 0, to: 0, rows: 4097, columns: 1 } },
    /'question'/,
  ],
  ['a question of nothing known', { kind: 'ask', id: 1, question: { of: 'toString' } }, /'question'/],
  [
    'too many demands',
    { kind: 'demand', number: 1, values: Array(65).fill({ population: 0, variable: 'v', cells: 'all' }) },
    /'values'/,
  ],
];

describe('a message of a client', () => {
  it.each(good.map((message) => [message.kind, message] as const))('%s arrives as it was sent', (_, message) => {
    expect(received(message)).toEqual(message);
  });

  it.each(bad)('is refused: %s', (_, value, says) => {
    expect(() => received(value)).toThrow(says);
    expect(() => received(value)).toThrow(NeurariumError);
  });

  it('that is cut anywhere is refused', () => {
    const bytes = packMessage({ kind: 'step', steps: 5 });
    for (let length = 0; length < bytes.length; length++)
      expect(() => unpackClientMessage(bytes.subarray(0, length))).toThrow(/a message of the client cannot be read/);
  });

  it('with as many cells as may be stimulated is within the limit of bytes', () => {
    const cells = Array.from({ length: 100_000 }, () => 0xffffffff);
    const message: ClientMessage = { kind: 'stimulate', stimuli: [{ population: 0, port: 'drive', cells, value: 1, steps: 1 }] };
    expect(packMessage(message).length).toBeLessThan(mostClientBytes);
  });
});

describe('a message of a host', () => {
  it('keeps its typed arrays, to the bit', () => {
    const message: HostMessage = {
      kind: 'batch',
      batch: {
        step: 5,
        steps: 2,
        spikes: [
          { population: 0, steps: Uint32Array.of(5, 6), cells: Uint32Array.of(0, 4e9), amplitudes: Float64Array.of(0.1, 2) },
        ],
        demands: 1,
        values: [
          { demand: 0, values: Float32Array.of(1.5, Number.NaN) },
          { demand: 1, values: Float64Array.of(Math.PI) },
        ],
        events: [{ step: 5, kind: 'set', text: 'rate = 3 Hz' }],
        metrics: { rate: 4.5 },
        measured: [],
        dropped: 3,
      },
    };
    expect(unpackHostMessage(packMessage(message))).toEqual(message);
  });

  it('stays as it is when the next one is packed', () => {
    const first = packMessage({ kind: 'notice', text: 'first' });
    packMessage({ kind: 'notice', text: 'other' });
    expect(unpackHostMessage(first)).toEqual({ kind: 'notice', text: 'first' });
  });

  it('has a kind', () => {
    expect(() => unpackHostMessage(packMessage({} as HostMessage))).toThrow(/no kind/);
  });
});
