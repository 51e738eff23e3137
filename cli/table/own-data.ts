/** `--data`: a user's table in place of the data of a scenario, fitted to the fields that the scenario names. */
import {
  type BatchLearner,
  type ControlValue,
  type DataShape,
  type DatasetDescription,
  describeScenario,
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
  const replaced = await replacedBy(describeScenario(scenario, { controls }), host);
  const { description, shape, inputs, target, sizes } = tableData(await readTable(file), flags, replaced);
  return {
    shape,
    datasets: { ...datasets, [description.name]: description },
    told: { file, rows: sizes, inputs, target, classes: shape.classes },
  };
}

/** The fields that the scenario's own data have: what it gives its network, and what it asks for. */
async function replacedBy({ id, data, encode, learners }: ScenarioDescription, host: Host): Promise<Replaced> {
  if (data === null) return misuse(`scenario ${id} learns from no data`, 'Choose one that does, such as feed-forward.');
  const own = (await openData(data, { datasets, host, seed: 1 }))(data.parts, 'all');
  if (own.steps > 1)
    misuse(`scenario ${id} learns from sequences, and a table has none`, 'Choose another, such as feed-forward.');
  const input = encode[0]?.field ?? inputField(own);
  const asked = Object.values(learners).flatMap((learner) =>
    learnsFromBatches(learner) ? fieldsOf(learner) : [labelField(own)],
  );
  const target = asked.find((field) => field !== input);
  if (target === undefined) return misuse(`scenario ${id} asks for its own inputs, and a table has a target`);
  return { scenario: id, input, target, classes: own.fields[target]?.classes !== undefined };
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
export function ownDataLines({ file, rows, inputs, target, classes }: OwnDataResult): string[] {
  const { train, validation, test } = rows;
  const scaled = 'less their mean, over their standard deviation, of the rows that train';
  return [
    `data ${file}: ${train + validation + test} rows, of which ${train} train, ${validation} validate, ${test} test`,
    `inputs ${inputs.join(', ')}: ${scaled}`,
    classes === null ? `target ${target}: ${scaled}` : `target ${target}: one of ${classes.join(', ')}`,
    'what the scenario expects is of its own data, and is not judged',
  ];
}
