/** Plain data <-> MessagePack bytes; typed arrays stay what they are. Knows no container. */
import { Decoder, Encoder, ExtensionCodec } from '@msgpack/msgpack';
import { NeurariumError } from '../errors.ts';
import { guardMessage, MAX_DEPTH } from './message-guard.ts';

/** Extension type of a typed array: one byte of kind (place in KINDS), then its elements in little-endian order. */
const TYPED_ARRAY = 1;
const KINDS = [Int8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array] as const;

function packTypedArray(value: unknown): Uint8Array | null {
  const kind = KINDS.findIndex((type) => value instanceof type);
  if (kind < 0) return null;
  const array = value as ArrayBufferView;
  const packed = new Uint8Array(1 + array.byteLength);
  packed[0] = kind;
  packed.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), 1);
  return packed;
}

function unpackTypedArray(packed: Uint8Array): ArrayBufferView {
  const type = KINDS[packed[0] ?? KINDS.length];
  if (type === undefined || (packed.length - 1) % type.BYTES_PER_ELEMENT !== 0) {
    throw new NeurariumError({
      code: 'trace',
      message: `a typed array of kind ${packed[0]} and ${packed.length - 1} bytes is unknown or cut`,
    });
  }
  return new type(packed.slice(1).buffer);
}

const extensionCodec = new ExtensionCodec();
extensionCodec.register({ type: TYPED_ARRAY, encode: packTypedArray, decode: unpackTypedArray });

const encoder = new Encoder({ extensionCodec, ignoreUndefined: true, maxDepth: MAX_DEPTH });
const decoder = new Decoder({ extensionCodec });

/**
 * Borrowed: valid until the next call. Uint8Array becomes binary, other typed arrays keep their type; undefined fields are dropped.
 * @throws NeurariumError 'write' for functions and the like, and for what no reader would take
 */
export function encodeMessage(value: unknown): Uint8Array {
  try {
    const bytes = encoder.encodeSharedRef(value);
    guardMessage(bytes);
    return bytes;
  } catch (error) {
    const message = `this cannot go into a trace: ${(error as Error).message}`;
    const hint = 'Plain data only; long lists of numbers as typed arrays.';
    throw new NeurariumError({ code: 'write', message, hint }, { cause: error });
  }
}

/** The one value in `bytes`. @throws NeurariumError 'trace' */
export function decodeMessage(bytes: Uint8Array): unknown {
  guardMessage(bytes);
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof NeurariumError) throw error;
    throw new NeurariumError({ code: 'trace', message: `a message is damaged: ${(error as Error).message}` }, { cause: error });
  }
}
