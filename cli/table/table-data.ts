/** A table as a data set: rows are examples, drawn into three parts by the seed, and numbers are scaled by those that train. */
import {
  arrayDataset,
  type DataShape,
  type Dataset,
  type DatasetDescription,
  type Field,
  type Scaling,
  type SplitPart,
  scalingOf,
  splitInOrder,
  standardised,
  stratified,
  subset,
} from '../../engine/index.ts';
import { type Classes, type ColumnFlags, chooseColumns, classesIn, numbersIn, rowsIn } from './columns.ts';
import { refuse, type Table } from './read-table.ts';

/** What of a scenario's own data a table stands for. */
export interface Replaced {
  /** Id of the scenario. */
  readonly scenario: string;
  /** Names of the fields that are its inputs, and its target. */
  readonly input: string;
  readonly target: string;
  /** Whether the target is a class. */
  readonly classes: boolean;
}

/** Whole rows of each part. */
export type PartSizes = Readonly<Record<SplitPart, number>>;

export interface TableData {
  readonly description: DatasetDescription;
  readonly shape: DataShape;
  readonly inputs: readonly string[];
  readonly target: string;
  readonly sizes: PartSizes;
}

export const fewestRows = 10;

/** What is said of any table. */
export function about(name: string): Omit<DatasetDescription, 'open'> {
  return { name, title: name, licence: "the user's own", source: "the user's own", file: null };
}

export function sizesOf(rows: number): PartSizes {
  const [train, validation] = [Math.floor(0.7 * rows), Math.floor(0.1 * rows)];
  return { train, validation, test: rows - train - validation };
}

/** @throws NeurariumError 'usage' or 'data' for a table that cannot stand for it */
export function tableData(table: Table, flags: ColumnFlags, replaced: Replaced): TableData {
  const { name, rows } = table;
  const { inputs, target } = chooseColumns(table, flags);
  if (rows.length < fewestRows) refuse(name, `${rows.length} rows, expected at least ${fewestRows}`);
  const classes = replaced.classes ? askedClasses(table, target, replaced.scenario) : null;
  const all = datasetOf(table, inputs, target, classes, replaced);
  const sizes = sizesOf(rows.length);
  return {
    description: {
      ...about(name),
      open: ({ parts, seed }) => {
        const drawn = subset(all, stratified(all, 'all', seed));
        return splitInOrder(scaledBy(drawn, splitInOrder(drawn, sizes, ['train']), replaced), sizes, parts);
      },
    },
    shape: { name, inputs: inputs.length, outputs: classes?.names.length ?? 1, classes: classes?.names ?? null },
    inputs,
    target,
    sizes,
  };
}

function askedClasses(table: Table, target: string, scenario: string): Classes {
  const found = classesIn(table, target);
  if (found !== null) return found;
  return refuse(
    `${table.name}, column '${target}'`,
    `it holds many values, and scenario ${scenario} tells classes apart`,
    'Classes are words or whole numbers, at most 50 of them. Name another column with --data-target.',
  );
}

function datasetOf(
  table: Table,
  inputs: readonly string[],
  target: string,
  classes: Classes | null,
  replaced: Replaced,
): Dataset {
  const size = table.rows.length;
  const asked: Field = classes === null ? { shape: [] } : { shape: [], classes: classes.names };
  return arrayDataset(
    { name: table.name, size, fields: { [replaced.input]: { shape: [inputs.length] }, [replaced.target]: asked } },
    { [replaced.input]: rowsIn(table, inputs), [replaced.target]: classes?.labels ?? numbersIn(table, target) },
  );
}

/** Inputs, and a target of numbers too: whatever their units, they are of the size that networks begin with. */
function scaledBy(data: Dataset, train: Dataset, { input, target, classes }: Replaced): Dataset {
  const scale = (of: Dataset, field: string, scaling: Scaling = scalingOf(train, field)) => standardised(of, field, scaling);
  return classes ? scale(data, input) : scale(scale(data, input), target);
}
