import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fnv1a64, fnv1a32 } from '../../engine/hash.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The definition, on big integers. */
function definition(bytes: Uint8Array): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}

// Values of the authors' own test suite (test_fnv.c); they agree with the definition above.
const published = [
  ['', 0x811c9dc5, 'cbf29ce484222325'],
  ['a', 0xe40c292c, 'af63dc4c8601ec8c'],
  ['b', 0xe70c2de5, 'af63df4c8601f1a5'],
  ['foobar', 0xbf9cf968, '85944171f73967e8'],
  ['chongo was here!\n', 0xd49930d5, '46810940eff5f915'],
] as const;

describe('FNV-1a', () => {
  it.each(published)('gives the published values for %j', (text, hash32, hash64) => {
    expect(fnv1a32(text)).toBe(hash32);
    expect(new Fnv1a64().updateText(text).hex()).toBe(hash64);
  });

  it('hashes text as UTF-8', () => {
    expect(new Fnv1a64().updateText('µ→').hex()).toBe(definition(Uint8Array.of(0xc2, 0xb5, 0xe2, 0x86, 0x92)));
  });

  it('agrees with its definition on any bytes, however they are cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, cut) => {
        const hash = new Fnv1a64().update(bytes.subarray(0, cut)).update(bytes.subarray(cut));
        expect(hash.hex()).toBe(definition(bytes));
      }),
    );
  });

  it('goes on from a state kept as two words', () => {
    const first = new Fnv1a64().update(bytesOf('foo'));
    expect(new Fnv1a64(first.low, first.high).update(bytesOf('bar')).hex()).toBe('85944171f73967e8');
  });

  it('takes a word as four little-endian bytes', () => {
    const word = new Fnv1a64().updateWord(0x89abcdef).hex();
    expect(word).toBe(new Fnv1a64().update(Uint8Array.of(0xef, 0xcd, 0xab, 0x89)).hex());
  });
});
