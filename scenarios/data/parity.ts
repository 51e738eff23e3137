/** All patterns of some bits, and whether the number of ones among them is odd: XOR for two bits. */
import { arrayDataset, type DatasetDescription } from '../../engine/index.ts';

const mostBits = 12;

/** Every part is the whole: there is nothing else. Fields: `bits`, of 0 and 1; `parity`. */
export const parity: DatasetDescription = {
  name: 'parity',
  title: 'Parity of all patterns of some bits (XOR for two)',
  licence: 'none needed: it is made',
  source: 'Minsky & Papert 1969, Perceptrons, MIT Press',
  file: null,
  options: { bits: { default: 2, min: 1, max: mostBits, integer: true, doc: 'bits of a pattern' } },
  open: ({ options }) => {
    const bits = options['bits'] as number;
    const size = 1 << bits;
    const patterns = new Float32Array(size * bits);
    const odd = new Uint8Array(size);
    for (let pattern = 0; pattern < size; pattern++) {
      for (let bit = 0; bit < bits; bit++) {
        const value = (pattern >>> bit) & 1;
        patterns[pattern * bits + bit] = value;
        odd[pattern]! ^= value;
      }
    }
    const fields = { bits: { shape: [bits] }, parity: { shape: [], classes: ['even', 'odd'] } };
    return arrayDataset({ name: 'parity', size, fields }, { bits: patterns, parity: odd });
  },
};
