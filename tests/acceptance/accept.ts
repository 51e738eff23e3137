/** Runs a row of the acceptance table and says what came out. */
import { type ExperimentResult, kebabName } from '../../engine/index.ts';
import { failures, load, run } from '../scenarios/run.ts';
import { neededOf, type Row, runsOf } from './row.ts';

/** A row as the table tells it. */
export interface Accepted {
  readonly network: string;
  readonly task: string;
  readonly published: string;
  /** What must be seen, and of how many runs. */
  readonly bar: string;
  readonly measured: string;
  readonly pass: boolean;
  readonly command: string;
}

/** `told` hears of each run. */
export async function accept(row: Row, told: (line: string) => void = () => undefined): Promise<Accepted> {
  const scenario = await load(row.scenario);
  const runs = runsOf(row);
  const results: ExperimentResult[] = [];
  for (const { seed, controls } of runs) {
    const result = await run(scenario, { controls }, seed);
    results.push(result);
    const missed = failures(result);
    told(`${row.id} ${JSON.stringify(controls)} seed ${seed}: ${row.shows} ${result.metrics[row.shows]} ${missed.join('; ')}`);
  }
  const passed = results.filter((result) => failures(result).length === 0).length;
  const middle = median(results.map(({ metrics }) => metrics[row.shows] ?? Number.NaN));
  const [needed, most] = [neededOf(row), row.atMost ?? runs.length];
  const ofRuns = (count: number | string) => (runs.length === 1 ? '' : `, ${count} of ${runs.length} runs`);
  return {
    network: row.network,
    task: row.task,
    published: row.published,
    bar: `${limitsOf(results[0]!)}${ofRuns(row.atMost === undefined ? needed : `≤ ${most}`)}`,
    measured: `${row.shows} ${number(middle)}${ofRuns(passed)}`,
    pass: passed >= needed && passed <= most,
    command: commandOf(row),
  };
}

function limitsOf({ expect }: ExperimentResult): string {
  const limits = expect.map(({ measure, between: [low, high] }) => {
    if (low === null) return `${measure} ≤ ${limit(high!)}`;
    return high === null ? `${measure} ≥ ${limit(low)}` : `${measure} ${limit(low)}–${limit(high)}`;
  });
  return [...new Set(limits)].join(', ');
}

/** As it was meant, where it was reckoned: 0.18, not 0.18000000000000002. */
function limit(value: number): string {
  return String(Number(value.toPrecision(12)));
}

/** Of the first run: the others differ by the seed and, where it says so, one control. */
function commandOf(row: Row): string {
  const { seed, controls } = runsOf(row)[0]!;
  const flags = Object.entries(controls).map(([name, value]) => `--${kebabName(name)} ${quoted(String(value))}`);
  return ['neurarium run', row.scenario, ...flags, ...(row.seeds.length > 1 || seed !== 1 ? [`--seed ${seed}`] : [])].join(' ');
}

function quoted(value: string): string {
  return /^[\w.:+-]+$/.test(value) ? value : `'${value}'`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

function number(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}
