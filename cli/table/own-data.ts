/** `--data`: a user's table in place of the data of a scenario, fitted to the fields that the scenario names. */
import {
  type BatchLearner,
  type ControlValue,
  type DataShape,
  type Dataset,
  type DatasetDescription,
  describeScenario,
  fieldOf,
  type Host,
  inputField,
  kebabName,
  labelField,
  learnsFromBatches,
  NeurariumError,
  openData,
  type Scenario,
  type ScenarioDescription,
  type SplitPart,
} from '../../engine/index.ts';
import { datasets } from '../../scenarios/index.ts';
import type { ColumnFlags } from './columns.ts';
import { readTable } from './read-table.ts';
import { seriesData } from './series-data.ts';
import { type Replaced, tableData } from './table-data.ts';

/** Flags as read. */
export interface DataFlags extends ColumnFlags {
  /** Path of the table. */
  readonly data?: string;
}

export interface OwnData {
  readonly shape: DataShape;
  /** Those of the scenarios, and the table's. */
  readonly datasets: Readonly<Record<string, DatasetDescription>>;
  readonly told: OwnDataResult;
}

/** What is told of it. */
export interface OwnDataResult {
  /** As given. */
  readonly file: string;
  readonly rows: Readonly<Record<SplitPart, number>>;
  readonly inputs: readonly string[];
  readonly target: string;
  /** Null where the target is a number. */
  readonly classes: readonly string[] | null;
  /** Whether its rows follow each other. */
  readonly series: boolean;
}

/** Null where no table is given. @throws NeurariumError for one that the scenario cannot learn from */
export async function ownData(
  scenario: Scenario,
  flags: DataFlags,
  controls: Readonly<Record<string, ControlValue>>,
  host: Host,
): Promise<OwnData | null> {
  const { data: file } = flags;
  if (file === undefined) {
    const alone = (['dataInputs', 'dataTarget'] as const).find((flag) => flags[flag] !== undefined);
    if (alone !== undefined) misuse(`--${kebabName(alone)} without --data`, 'It names columns of the file that --data gives.');
    return null;
  }
  const { replaced, settling } = await replacedBy(describeScenario(scenario, { controls }), host);
  const table = await readTable(file);
  const { description, shape, inputs, target, sizes } =
    settling === null ? tableData(table, flags, replaced) : seriesData(table, flags, replaced, settling);
  return {
    shape,
    datasets: { ...datasets, [description.name]: description },
    told: { file, rows: sizes, inputs, target, classes: shape.classes, series: settling !== null },
  };
}

interface Standing {
  readonly replaced: Replaced;
  /** Where rows follow each other, how many a network hears before it is asked; else null. */
  readonly settling: number | null;
}

/** The fields that the scenario's own data have: what it gives its network, and what it asks for. */
async function replacedBy(description: ScenarioDescription, host: Host): Promise<Standing> {
  const { id, data, encode, learners } = description;
  if (data === null) return misuse(`scenario ${id} learns from no data`, 'Choose one that does, such as feed-forward.');
  const own = (await openData(data, { datasets, host, seed: 1 }))(data.parts, 'all');
  const input = encode[0]?.field ?? inputField(own);
  const settling = own.steps === 1 ? null : settlingOf(description, own, input);
  const asked = Object.values(learners).flatMap((learner) =>
    learnsFromBatches(learner) ? fieldsOf(learner) : [labelField(own)],
  );
  const target = asked.find((field) => field !== input);
  if (target === undefined) return misuse(`scenario ${id} asks for its own inputs, and a table has a target`);
  return { replaced: { scenario: id, input, target, classes: fieldOf(own, target).classes !== undefined }, settling };
}

/** Of a readout that asks for a number in each step, and hears one field: a table can be that series. @throws NeurariumError 'usage' for other sequences */
function settlingOf({ id, encode, learners }: ScenarioDescription, own: Dataset, input: string): number {
  const all = Object.values(learners);
  const readouts = all.filter((learner) => learner.kind === 'readout');
  const asksEachStep = readouts.every(({ field }) => {
    const { classes, perStep } = fieldOf(own, field);
    return perStep === true && classes === undefined;
  });
  const hearsOneField = encode.every(({ field }) => field === null || field === input);
  if (all.length === 0 || readouts.length < all.length || !asksEachStep || !hearsOneField)
    misuse(
      `scenario ${id} learns from sequences that a table cannot be`,
      'Choose another: forecast where rows follow each other, feed-forward where they do not.',
    );
  return Math.max(...readouts.map(({ washout }) => washout));
}

function fieldsOf(learner: BatchLearner): readonly string[] {
  switch (learner.kind) {
    case 'gradient':
      return learner.losses.map(({ field }) => field);
    case 'readout':
    case 'storage':
      return [learner.field];
    case 'boltzmann':
    case 'centres':
    case 'local':
    case 'means':
    case 'contrastive-divergence':
      return [];
    default:
      return learner satisfies never;
  }
}

function misuse(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'usage', message, hint });
}

/** What a person wants to know of it, in lines. */
export function ownDataLines({ file, rows, inputs, target, classes, series }: OwnDataResult): string[] {
  const { train, validation, test } = rows;
  const parts = series
    ? `the first ${train} train, the next ${validation} validate, the last ${test} test`
    : `${train} train, ${validation} validate, ${test} test`;
  const scaled = 'less their mean, over their standard deviation, of the rows that train';
  return [
    `data ${file}: ${train + validation + test} rows${series ? ' with a next one' : ''}, of which ${parts}`,
    `inputs ${inputs.join(', ')}: ${scaled}`,
    classes === null ? `target ${target}: ${scaled}` : `target ${target}: one of ${classes.join(', ')}`,
    'what the scenario expects is of its own data, and is not judged',
  ];
}
