/** FNV-1a hashes, 32 and 64 bit, of text and bytes. Source: Fowler, Noll, Vo; RFC 9923. Not for secrets. */

const encoder = new TextEncoder();

/** FNV-1a 32 of the text in UTF-8: uint32. */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** FNV-1a 64 of a growing sequence of bytes. Its state is two uint32, so that kernels can go on with it in memory. */
export class Fnv1a64 {
  #low: number;
  #high: number;

  /** Starts empty, or goes on from the `low` and `high` uint32 of an earlier state. */
  constructor(low = 0x84222325, high = 0xcbf29ce4) {
    this.#low = low >>> 0;
    this.#high = high >>> 0;
  }

  get low(): number {
    return this.#low;
  }

  get high(): number {
    return this.#high;
  }

  update(bytes: Uint8Array): this {
    let low = this.#low;
    let high = this.#high;
    for (let i = 0; i < bytes.length; i++) {
      // state * (2^40 + 435): low * 435 in 16-bit pieces that cannot overflow, its carry into high, low << 8 from 2^40.
      low ^= bytes[i]!;
      const lower = (low & 0xffff) * 435;
      const upper = (low >>> 16) * 435 + (lower >>> 16);
      high = (Math.imul(high, 435) + (upper >>> 16) + (low << 8)) | 0;
      low = (upper << 16) | (lower & 0xffff);
    }
    this.#low = low >>> 0;
    this.#high = high >>> 0;
    return this;
  }

  /** Four bytes, little-endian. */
  updateWord(word: number): this {
    return this.update(Uint8Array.of(word, word >>> 8, word >>> 16, word >>> 24));
  }

  updateText(text: string): this {
    return this.update(encoder.encode(text));
  }

  /** 16 digits. */
  hex(): string {
    return [this.#high, this.#low].map((half) => half.toString(16).padStart(8, '0')).join('');
  }
}
