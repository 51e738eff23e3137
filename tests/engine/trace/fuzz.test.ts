import { McapRecordBuilder, McapStreamReader } from '@mcap/core';
import { describe, expect, it } from 'vitest';
import { NeurariumError } from '../../../engine/errors.ts';
import { unpackChunk } from '../../../engine/trace/chunk-codec.ts';
import { numbers, replayBytes, smallTrace } from './small-run.ts';

const MUTATIONS = 4000;

/** One of: flipped bits, bytes overwritten, cut, inserted bytes, a length field set huge, a range repeated, a range removed, a range zeroed. */
function mutate(original: Uint8Array, random: () => number): Uint8Array {
  const below = (limit: number): number => (random() >>> 4) % limit;
  const at = below(original.length);
  const length = 1 + below(200);
  const bytes = original.slice();
  switch (below(8)) {
    case 0:
      for (let flips = 1 + below(4); flips > 0; flips--) bytes[below(bytes.length)]! ^= 1 << below(8);
      return bytes;
    case 1:
      for (let i = at; i < Math.min(bytes.length, at + below(16)); i++) bytes[i] = below(256);
      return bytes;
    case 2:
      return bytes.slice(0, at);
    case 3:
      return Uint8Array.from([...bytes.subarray(0, at), ...Array.from({ length }, () => below(256)), ...bytes.subarray(at)]);
    case 4: {
      const sizes = [0xffn, 0xffffn, 0x7fffffffn, 0xffffffffn, 0xffffffffffffn, 0x7fffffffffffffffn, 0xffffffffffffffffn];
      if (at + 8 <= bytes.length) new DataView(bytes.buffer).setBigUint64(at, sizes[below(sizes.length)]!, true);
      return bytes;
    }
    case 5:
      return Uint8Array.from([...bytes.subarray(0, at + length), ...bytes.subarray(at)]);
    case 6:
      return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + length)]);
    default:
      return bytes.fill(0, at, at + length);
  }
}

describe('a mutated trace', () => {
  it(`replays an exact prefix or is refused as a trace, in each of ${MUTATIONS} mutations`, async () => {
    const original = await smallTrace();
    const all = (await replayBytes(original)).frames;
    const outcomes = { whole: 0, prefix: 0, refused: 0 };
    for (let seed = 0; seed < MUTATIONS; seed++) {
      try {
        const { frames } = await replayBytes(mutate(original, numbers(seed)));
        if (frames.length > all.length || frames.some((line, i) => line !== all[i]))
          throw new Error(`mutation ${seed} changed the frames`);
        outcomes[frames.length === all.length ? 'whole' : 'prefix']++;
      } catch (error) {
        if (!(error instanceof NeurariumError && error.code === 'trace'))
          throw new Error(`mutation ${seed}: ${error}`, { cause: error });
        outcomes.refused++;
      }
    }
    // Else the mutations would not reach what they are meant to reach.
    expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(MUTATIONS / 50);
  }, 60_000);

  it('behaves as well where checksums do not help: damage inside the messages', async () => {
    const original = await smallTrace();
    let refused = 0;
    for (let seed = 0; seed < MUTATIONS / 2; seed++) {
      try {
        const { trace, last } = await replayBytes(repack(original, numbers(seed)));
        expect(last.step).toBeLessThanOrEqual(40 + 1000);
        if (trace.notices.length > 0) refused++;
      } catch (error) {
        if (!(error instanceof NeurariumError && error.code === 'trace'))
          throw new Error(`mutation ${seed}: ${error}`, { cause: error });
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(MUTATIONS / 20);
  }, 60_000);
});

/** The trace with one chunk unpacked, mutated, and stored without checksum and compression. */
function repack(original: Uint8Array, random: () => number): Uint8Array {
  const view = new DataView(original.buffer, original.byteOffset, original.byteLength);
  const chunks: { at: number; end: number }[] = [];
  for (let at = 8; view.getUint8(at) !== 0x0f; ) {
    const end = at + 9 + Number(view.getBigUint64(at + 1, true));
    if (view.getUint8(at) === 6) chunks.push({ at, end });
    at = end;
  }
  const { at, end } = chunks[(random() >>> 4) % chunks.length]!;
  const records = mutate(recordsOf(original.subarray(at, end)), random);
  const chunk = new McapRecordBuilder();
  const times = { messageStartTime: 0n, messageEndTime: 0n };
  chunk.writeChunk({ ...times, uncompressedSize: BigInt(records.length), uncompressedCrc: 0, compression: '', records });
  return Uint8Array.from([...original.subarray(0, at), ...chunk.buffer, ...original.subarray(end)]);
}

function recordsOf(chunk: Uint8Array): Uint8Array {
  const reader = new McapStreamReader({ noMagicPrefix: true, includeChunks: true, decompressHandlers: { zstd: unpackChunk } });
  reader.append(chunk);
  const record = reader.nextRecord();
  if (record?.type !== 'Chunk') throw new Error('no chunk there');
  return record.compression === 'zstd' ? unpackChunk(record.records, record.uncompressedSize) : record.records;
}
