import { describe, expect, it } from 'vitest';
import { encodeModule, signed, unsigned } from '../../../../engine/kernels/wasm/encoder.ts';

describe('LEB128', () => {
  it.each([
    [0, [0]],
    [127, [127]],
    [128, [0x80, 1]],
    [624485, [0xe5, 0x8e, 0x26]],
    [2 ** 32 - 1, [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ] as const)('writes %i unsigned', (value, bytes) => expect(unsigned(value)).toEqual(bytes));

  it.each([
    [0, [0]],
    [63, [63]],
    [64, [0xc0, 0]],
    [-1, [0x7f]],
    [-64, [0x40]],
    [-65, [0xbf, 0x7f]],
    [-123456, [0xc0, 0xbb, 0x78]],
    [2 ** 32 - 1, [0x7f]],
  ] as const)('writes %i signed, a uint32 as the int32 of the same bits', (value, bytes) => expect(signed(value)).toEqual(bytes));
});

describe('a module', () => {
  it('is accepted by the platform, with its exports in order and its locals grouped by type', () => {
    const bytes = encodeModule({
      functions: [
        { parameters: ['i32'], results: ['i32'], locals: ['i32', 'v128', 'v128', 'i32'], code: [0x20, 0x00], exportedAs: 'same' },
        { parameters: [], results: [], locals: [], code: [], exportedAs: null },
        { parameters: ['i32'], results: ['i32'], locals: [], code: [0x20, 0x00, 0x20, 0x00, 0x6a], exportedAs: 'twice' },
      ],
      globals: [{ type: 'i32', initial: [0x41, 0x07] }],
    });
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 2 });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
    const { same, twice } = exports as Record<string, (value: number) => number>;
    expect(Object.keys(exports)).toEqual(['same', 'twice']);
    expect([same!(21), twice!(21)]).toEqual([21, 42]);
  });
});
