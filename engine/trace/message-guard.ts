/** Looks over MessagePack bytes before they are decoded: depth, lengths, number of items. Allocates nothing by what they claim. */
import { NeurariumError } from '../errors.ts';

export const MAX_DEPTH = 64;
/** Items (numbers, strings, keys, containers) in one message; bulk data are binary, so real messages stay far below. */
const MAX_ITEMS = 2_000_000;

function refuse(reason: string, at: number): never {
  throw new NeurariumError({ code: 'trace', message: `a message is damaged: ${reason} at byte ${at}` });
}

/** For each first byte from 0xc0 to 0xdf: bytes of length field, bytes of fixed content, what the length counts. */
type Counts = 'bytes' | 'items' | 'pairs' | 'nothing' | 'never';
const FORMS: readonly (readonly [lengthBytes: number, fixedBytes: number, counts: Counts])[] = [
  [0, 0, 'nothing'],
  [0, 0, 'never'],
  [0, 0, 'nothing'],
  [0, 0, 'nothing'], // nil, unused, false, true
  [1, 0, 'bytes'],
  [2, 0, 'bytes'],
  [4, 0, 'bytes'], // bin
  [1, 1, 'bytes'],
  [2, 1, 'bytes'],
  [4, 1, 'bytes'], // ext: one byte of type
  [0, 4, 'nothing'],
  [0, 8, 'nothing'], // float
  [0, 1, 'nothing'],
  [0, 2, 'nothing'],
  [0, 4, 'nothing'],
  [0, 8, 'nothing'], // uint
  [0, 1, 'nothing'],
  [0, 2, 'nothing'],
  [0, 4, 'nothing'],
  [0, 8, 'nothing'], // int
  [0, 2, 'nothing'],
  [0, 3, 'nothing'],
  [0, 5, 'nothing'],
  [0, 9, 'nothing'],
  [0, 17, 'nothing'], // fixext
  [1, 0, 'bytes'],
  [2, 0, 'bytes'],
  [4, 0, 'bytes'], // str
  [2, 0, 'items'],
  [4, 0, 'items'],
  [2, 0, 'pairs'],
  [4, 0, 'pairs'], // array, map
];

/**
 * Checks that `bytes` are exactly one MessagePack value that is cheap to decode. A decoder alone allocates an array of the claimed
 * length before it sees the items, and keeps a stack as deep as the nesting.
 * @throws NeurariumError 'trace'
 */
export function guardMessage(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const open = new Float64Array(MAX_DEPTH + 1); // items still to come, by depth
  let depth = 0;
  let items = 0;
  let at = 0;
  open[0] = 1;
  while (depth >= 0) {
    if (open[depth] === 0) {
      depth--;
      continue;
    }
    open[depth]!--;
    if (++items > MAX_ITEMS) refuse(`more than ${MAX_ITEMS} items`, at);
    if (at >= bytes.length) refuse('it ends too early', at);
    const first = bytes[at++]!;
    let children = 0;
    let skip = 0;
    if (first >= 0x80 && first <= 0x8f) children = 2 * (first & 15);
    else if (first >= 0x90 && first <= 0x9f) children = first & 15;
    else if (first >= 0xa0 && first <= 0xbf) skip = first & 31;
    else if (first >= 0xc0 && first <= 0xdf) {
      const [lengthBytes, fixedBytes, counts] = FORMS[first - 0xc0]!;
      if (counts === 'never') refuse(`unused code 0x${first.toString(16)}`, at - 1);
      if (at + lengthBytes > bytes.length) refuse('it ends too early', at);
      const length =
        lengthBytes === 1
          ? view.getUint8(at)
          : lengthBytes === 2
            ? view.getUint16(at)
            : lengthBytes === 4
              ? view.getUint32(at)
              : 0;
      at += lengthBytes;
      skip = fixedBytes + (counts === 'bytes' ? length : 0);
      children = counts === 'items' ? length : counts === 'pairs' ? 2 * length : 0;
    }
    if (skip > bytes.length - at) refuse(`${skip} bytes claimed, ${bytes.length - at} there`, at);
    at += skip;
    if (children > bytes.length - at) refuse(`${children} items claimed, ${bytes.length - at} bytes there`, at);
    if (children > 0) {
      if (++depth > MAX_DEPTH) refuse(`nested deeper than ${MAX_DEPTH}`, at);
      open[depth] = children;
    }
  }
  if (at !== bytes.length) refuse(`${bytes.length - at} bytes too many`, at);
}
