/** The functions of four inputs as nets: bit r of a table's number is the answer in row r. */
import { type Formula, formulaNet, sideBySide } from '../../../models/index.ts';
import { answersOf, tableOf } from './run-net.ts';

export const names = ['A', 'B', 'C', 'D'];

/** The disjunction of its right rows, written out. */
function ofTable(table: number): Formula {
  const rows = Array.from({ length: 16 }, (_, row) => row).filter((row) => ((table >> row) & 1) === 1);
  const parts = rows.map((row): Formula => {
    const literals = names.map((name, i): Formula => {
      const atom = { kind: 'atom', name, delay: 0 } as const;
      return ((row >> i) & 1) === 1 ? atom : { kind: 'not', a: atom };
    });
    return { kind: 'and', parts: literals };
  });
  return { kind: 'or', parts };
}

/** Tables that nets of these functions do not answer within three steps, of the nets in one network. */
export function wrong(tables: readonly number[], form: 'normal' | 'nested'): number[] {
  const nets = tables.map((table) => formulaNet([{ name: 'y', formula: ofTable(table) }], { form, lag: 3 }));
  const answers = answersOf(sideBySide(nets, names), tableOf(4));
  return tables.filter((table, k) => nets[k]!.lag > 3 || answers[k]!.some((bit, row) => bit !== ((table >> row) & 1)));
}
