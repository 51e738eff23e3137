/** A logic gate of two inputs: its truth table. */
import { arrayDataset, type DatasetDescription } from '../../engine/index.ts';

/** Outputs for 00, 01, 10, 11. */
const tables = { and: [0, 0, 0, 1], or: [0, 1, 1, 1], nand: [1, 1, 1, 0], xor: [0, 1, 1, 0] };

/** Every part is the whole: there is nothing else. Fields: `inputs`, of 0 and 1; `output`. */
export const gates: DatasetDescription = {
  name: 'gates',
  title: 'Logic gates of two inputs',
  licence: 'none needed: it is made',
  source: 'McCulloch & Pitts 1943, Bull Math Biophys 5:115; Minsky & Papert 1969, Perceptrons, MIT Press',
  file: null,
  options: {
    gate: { default: 'and', choices: Object.keys(tables), doc: 'which one' },
    order: { default: 0, min: 0, max: 23, integer: true, doc: 'of the four rows: 0 as in a table, 23 backwards' },
  },
  open: ({ options }) => {
    const table = tables[options['gate'] as keyof typeof tables];
    const rows = permutation(options['order'] as number);
    const inputs = Float32Array.from(rows.flatMap((row) => [row >> 1, row & 1]));
    const output = Uint8Array.from(rows, (row) => table[row]!);
    const fields = { inputs: { shape: [2] }, output: { shape: [], classes: ['0', '1'] } };
    return arrayDataset({ name: 'gates', size: 4, fields }, { inputs, output });
  },
};

/** The k-th order of 0 to 3, of 24. */
function permutation(k: number): number[] {
  const left = [0, 1, 2, 3];
  return [6, 2, 1, 1].map((count, place) => left.splice(Math.floor(k / count) % (4 - place), 1)[0]!);
}
