/** A logic gate of two inputs: its truth table. */
import { arrayDataset, type DatasetDescription } from '../../engine/index.ts';

/** Outputs for 00, 01, 10, 11. */
const tables = { and: [0, 0, 0, 1], or: [0, 1, 1, 1], nand: [1, 1, 1, 0], xor: [0, 1, 1, 0] };

/** In which the rows of a table can come. */
export const rowOrders = permutations(['0', '1', '2', '3']);

/** Every part is the whole: there is nothing else. Fields: `inputs`, of 0 and 1; `label`, the output. */
export const gates: DatasetDescription = {
  name: 'gates',
  title: 'Logic gates of two inputs',
  licence: 'none needed: it is made',
  source: 'McCulloch & Pitts 1943, Bull Math Biophys 5:115; Minsky & Papert 1969, Perceptrons, MIT Press',
  file: null,
  options: {
    gate: { default: 'and', choices: Object.keys(tables), doc: 'which one' },
    order: { default: '0123', choices: rowOrders, doc: 'in which the rows 00, 01, 10, 11 of the table come' },
  },
  open: ({ options }) => {
    const rows = [...(options['order'] as string)].map(Number);
    const outputs = tables[options['gate'] as keyof typeof tables];
    const inputs = Float32Array.from(rows.flatMap((row) => [row >> 1, row & 1]));
    const label = Uint8Array.from(rows, (row) => outputs[row]!);
    const fields = { inputs: { shape: [2] }, label: { shape: [], classes: ['0', '1'] } };
    return arrayDataset({ name: 'gates', size: 4, fields }, { inputs, label });
  },
};

function permutations(of: readonly string[]): string[] {
  if (of.length === 0) return [''];
  return of.flatMap((first) => permutations(of.filter((one) => one !== first)).map((rest) => first + rest));
}
