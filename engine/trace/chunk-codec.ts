/** Compression of chunks by zstd, with sizes checked before anything is allocated. Knows no messages. */
import { compress, decompress, init } from '@bokuweb/zstd-wasm';
import { NeurariumError } from '../errors.ts';
import { LIMITS } from './format.ts';

/** Level 1: higher ones win under 3 % on sorted cell indices and cost twice the time. */
const LEVEL = 1;
/** The codec holds source and result in its own memory; larger chunks (one huge frame) stay as they are. */
const MOST_COMPRESSED = 16 * 1024 * 1024;
const ZSTD_MAGIC = 0xfd2fb528;

let ready: Promise<void> | undefined;

/** Loads the codec once; a second load would replace its memory under a call in progress. */
export function loadCodec(): Promise<void> {
  ready ??= init();
  return ready;
}

export interface PackedChunk {
  readonly compression: 'zstd' | '';
  readonly bytes: Uint8Array;
}

/** Compresses where that gains anything. `loadCodec` must have resolved. */
export function packChunk(bytes: Uint8Array): PackedChunk {
  if (bytes.length > MOST_COMPRESSED) return { compression: '', bytes };
  const packed = compress(bytes, LEVEL);
  return packed.length < bytes.length ? { compression: 'zstd', bytes: packed } : { compression: '', bytes };
}

/** Size that the frame header claims, or undefined where it claims none or is no zstd frame (RFC 8878, 3.1.1.1). */
function claimedSize(frame: Uint8Array): bigint | undefined {
  if (frame.length < 18) return shortFrameSize(frame);
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.getUint32(0, true) !== ZSTD_MAGIC) return undefined;
  const descriptor = view.getUint8(4);
  const singleSegment = (descriptor & 0x20) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3]!;
  const at = 5 + (singleSegment ? 0 : 1) + dictionaryBytes;
  switch (descriptor >>> 6) {
    case 0:
      return singleSegment ? BigInt(view.getUint8(at)) : undefined;
    case 1:
      return BigInt(view.getUint16(at, true) + 256);
    case 2:
      return BigInt(view.getUint32(at, true));
    default:
      return view.getBigUint64(at, true);
  }
}

/** A frame header takes up to 18 bytes; a shorter frame is read from a padded copy. */
function shortFrameSize(frame: Uint8Array): bigint | undefined {
  if (frame.length < 6) return undefined;
  const padded = new Uint8Array(18);
  padded.set(frame);
  return claimedSize(padded);
}

/** Undoes `packChunk`. Both claims of the size must agree and stay within the limit: the codec allocates what the frame claims. */
export function unpackChunk(frame: Uint8Array, size: bigint): Uint8Array {
  const claimed = claimedSize(frame);
  if (claimed !== size || size > BigInt(LIMITS.chunkBytes)) {
    const expected = `the same number, at most ${LIMITS.chunkBytes}`;
    const message = `a chunk claims ${size} bytes and its compressed data ${claimed ?? 'none'}; expected ${expected}`;
    throw new NeurariumError({ code: 'trace', message });
  }
  return decompress(frame);
}
