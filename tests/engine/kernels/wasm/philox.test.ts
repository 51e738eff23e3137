import { describe, expect, it } from 'vitest';
import { FunctionBody } from '../../../../engine/kernels/wasm/function-body.ts';
import type { Precision } from '../../../../engine/kernels/wasm/index.ts';
import { ModuleBuilder } from '../../../../engine/kernels/wasm/module-builder.ts';
import { simd } from '../../../../engine/kernels/wasm/opcodes.ts';
import { type DrawContext, enterDraws, pushUniform } from '../../../../engine/kernels/wasm/philox.ts';

/** Random123's kat_vectors, philox 4x32 with 10 rounds: counter (step, cell, lane, draw), key, and the first two output words. */
const vectors = [
  { counter: [0, 0, 0, 0], key: [0, 0], words: [0x6627e8d5, 0xe169c58d] },
  { counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], key: [0xffffffff, 0xffffffff], words: [0x408f276d, 0x41c83b0e] },
  { counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], key: [0xa4093822, 0x299f31d0], words: [0xd16cfe09, 0x94fdcceb] },
] as const;

/** The numbers drawn by one vector whose first cell is `cell`. */
function draw(
  precision: Precision,
  [step, cell, lane, index]: readonly [number, number, number, number],
  key: readonly [number, number],
): number[] {
  const module = new ModuleBuilder();
  const body = new FunctionBody(['i32', 'i32', 'i32'], []);
  const context: DrawContext = {
    body,
    precision,
    key,
    counter: body.local('v128'),
    pushCell: () => body.get(0),
    constant: (bytes) => body.hoistedGlobal(module.constant(bytes)),
  };
  enterDraws(context, 2, 1);
  body.i32(0);
  pushUniform(context, index);
  body.memory(simd.store, 16, 0);
  module.add(body.finish('draw'));
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.finish()), { env: { memory } });
  (exports['draw'] as (cell: number, lane: number, step: number) => void)(cell, lane, step);
  return precision === 'float64' ? [...new Float64Array(memory.buffer, 0, 2)] : [...new Float32Array(memory.buffer, 0, 4)];
}

describe('an emitted uniform draw', () => {
  it.each(vectors)('gives the published answer for counter $counter', ({ counter, key, words: [x0, x1] }) => {
    const [step, cell, lane, index] = counter;
    const float64 = ((x0 >>> 5) * 67108864 + (x1 >>> 6)) * 2 ** -53;
    const float32 = (x0 >>> 8) * 2 ** -24;
    for (let position = 0; position < 2; position++)
      expect(draw('float64', [step, cell - position, lane, index], key)[position]).toBe(float64);
    for (let position = 0; position < 4; position++)
      expect(draw('float32', [step, cell - position, lane, index], key)[position]).toBe(float32);
  });
});
