/** A table as a series: its rows follow each other, and each is asked for the next. Parts are stretches of it, and numbers are scaled by those that train. */
import {
  arrayDataset,
  arrayOf,
  type Dataset,
  type Field,
  NeurariumError,
  type SplitPart,
  scalingOf,
  splitInOrder,
  splitParts,
  standardised,
} from '../../engine/index.ts';
import { type ColumnFlags, chooseSeries, rowsIn } from './columns.ts';
import { refuse, type Table } from './read-table.ts';
import { about, fewestRows, type PartSizes, type Replaced, sizesOf, type TableData } from './table-data.ts';

/** `settling`: rows that a network hears before it is asked; those of a part but the first are the last of the one before. @throws NeurariumError as `tableData` */
export function seriesData(table: Table, flags: ColumnFlags, replaced: Replaced, settling: number): TableData {
  const { name, rows } = table;
  const { inputs, asked } = chooseSeries(table, flags);
  // The last row has no next one.
  const sizes = sizesOf(rows.length - 1);
  checkLength(table, sizes, settling);
  const field = (columns: readonly string[]): Field => ({ shape: [columns.length], perStep: true });
  const [given, wanted] = [inputs, asked].map((columns) => scaled(table, columns, sizes)) as [Float64Array, Float64Array];
  const open = (part: SplitPart): Dataset => {
    const { begin, first, end } = stretchOf(part, sizes, settling);
    const next = wanted.slice((begin + 1) * asked.length, (end + 1) * asked.length);
    return arrayDataset(
      {
        name,
        size: 1,
        steps: end - begin,
        fields: { [replaced.input]: field(inputs), [replaced.target]: field(asked), now: field(asked) },
      },
      {
        [replaced.input]: given.subarray(begin * inputs.length, end * inputs.length),
        [replaced.target]: next.fill(Number.NaN, 0, (first - begin) * asked.length),
        // Of what is asked for, how it is: a forecast can be measured against that nothing changes.
        now: wanted.subarray(begin * asked.length, end * asked.length),
      },
    );
  };
  return {
    description: { ...about(name), open: ({ parts }) => open(onlyOne(name, parts)) },
    shape: { name, inputs: inputs.length, outputs: asked.length, classes: null },
    inputs,
    target: `${asked.join(', ')} of the next row`,
    sizes,
  };
}

function checkLength({ name, rows }: Table, { train }: PartSizes, settling: number): void {
  if (train - settling >= fewestRows) return;
  const needed = Math.ceil((settling + fewestRows) / 0.7) + 1;
  const hint =
    settling === 0
      ? undefined
      : `Of those that train, the first ${settling} are heard and not asked: see its control 'washout', where it has one.`;
  refuse(name, `${rows.length} rows, expected at least ${needed} that follow each other`, hint);
}

/** Rows of a part: from `begin` on they are heard, from `first` on asked. */
function stretchOf(part: SplitPart, sizes: PartSizes, settling: number): Record<'begin' | 'first' | 'end', number> {
  const before = splitParts.slice(0, splitParts.indexOf(part)).reduce((sum, each) => sum + sizes[each], 0);
  const begin = Math.max(0, before - settling);
  return { begin, first: Math.max(before, begin + settling), end: before + sizes[part] };
}

function scaled(table: Table, columns: readonly string[], sizes: PartSizes): Float64Array {
  const { name, rows } = table;
  const described = { name, size: rows.length, fields: { row: { shape: [columns.length] } } };
  const all = arrayDataset(described, { row: rowsIn(table, columns) });
  return arrayOf(standardised(all, 'row', scalingOf(splitInOrder(all, sizes, ['train']), 'row')), 'row');
}

function onlyOne(name: string, parts: readonly SplitPart[]): SplitPart {
  const [part, other] = parts;
  if (part !== undefined && other === undefined) return part;
  throw new NeurariumError({
    code: 'data',
    message: `parts ${parts.join(', ')} of table ${name}, expected one: their stretches have other lengths`,
  });
}
