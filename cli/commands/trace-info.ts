/** `neurarium trace info`: what a trace holds, without replaying it. */
import { Command } from 'commander';
import { formatBytes, NeurariumError, type SavedNetwork, type Trace } from '../../engine/index.ts';
import { recordedInWords } from '../recorded.ts';
import { count, printable, simulatedTime, stepCount, table } from '../terminal/index.ts';
import { withTrace } from '../trace-file.ts';

export function traceCommand(): Command {
  const info = new Command('info')
    .description('what a trace holds')
    .argument('<trace>', 'a file that run --record wrote')
    .option('--json', 'print one JSON object and nothing else')
    .action((path: string, { json }: { json?: boolean }) =>
      withTrace(path, async (trace) => {
        const { contents, network, damage } = await contentsOf(trace);
        if (json === true) {
          const { network: _, ...header } = trace.header;
          const { bytes, summary = null } = trace;
          const notices = [...trace.notices, ...damage];
          process.stdout.write(`${JSON.stringify({ trace: path, bytes, header, ...contents, summary, notices })}\n`);
        } else process.stdout.write(`${text(path, trace, contents, network, damage)}\n`);
      }),
    );
  return new Command('trace').description('look into trace files').addCommand(info);
}

interface Contents {
  /** Steps that can be replayed. */
  readonly steps: number;
  readonly batches: number;
  readonly events: number;
  /** How often metrics were measured on the way. */
  readonly measured: number;
  /** Spikes of each population. */
  readonly spikes: Readonly<Record<string, number>>;
  /** What was learnt: numbers of each array; null where nothing was. */
  readonly network: Readonly<Record<string, number>> | null;
}

interface Found {
  readonly contents: Contents;
  readonly network: SavedNetwork | null;
  /** Why the network cannot be read. */
  readonly damage: readonly string[];
}

async function contentsOf(trace: Trace): Promise<Found> {
  const names = trace.header.populations.map(({ name }) => name);
  const spikes: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
  let [steps, batches, events, measured] = [0, 0, 0, 0];
  for await (const batch of trace.batches({})) {
    steps += batch.steps;
    batches++;
    events += batch.events.length;
    measured += batch.metrics.length;
    for (const { population, cells } of batch.spikes) spikes[names[population]!]! += cells.length;
  }
  const damage: string[] = [];
  const network = await trace.network().catch((error: unknown) => {
    if (!(error instanceof NeurariumError && error.code === 'trace')) throw error;
    damage.push(error.message);
    return null;
  });
  const arrays =
    network === null ? null : Object.fromEntries(Object.entries(network).map(([name, { length }]) => [name, length]));
  return { contents: { steps, batches, events, measured, spikes, network: arrays }, network, damage };
}

function text(
  path: string,
  { bytes, header, summary, notices }: Trace,
  contents: Contents,
  network: SavedNetwork | null,
  damage: readonly string[],
): string {
  const timed = header.timed ?? true;
  const spiking = header.populations.some(({ spikes }) => spikes);
  const right = { align: 'right' } as const;
  const columns = [
    { heading: 'population' },
    { heading: 'model' },
    { heading: 'cells', ...right },
    { heading: 'spikes', ...right },
  ].slice(0, spiking ? 4 : 3);
  const rows = header.populations.map(({ name, model, size, spikes }) => [
    printable(name),
    printable(model),
    count(size),
    ...(spiking ? [spikes ? count(contents.spikes[name]!) : '–'] : []),
  ]);
  const ended =
    summary === undefined
      ? 'not closed: the run was killed, or the file was cut'
      : summary.interrupted
        ? 'interrupted'
        : 'complete';
  const steps = stepCount(contents.steps);
  const duration = timed
    ? `${simulatedTime(contents.steps * header.dt_ms)} in ${steps} of ${simulatedTime(header.dt_ms)}`
    : steps;
  const measured = contents.measured === 0 ? '' : ` · metrics ${count(contents.measured)} times`;
  const kept = recordedInWords(header, network).map(printable);
  return [
    `${printable(path)} · ${formatBytes(bytes)} · ${ended}`,
    `${printable(header.scenario)} · ${printable(header.title)}`,
    `seed ${header.seed} · ${duration} · ${header.precision}`,
    `recorded by neurarium ${printable(header.version)} · ${count(contents.events)} events${measured}`,
    '',
    ...table(columns, rows),
    ...(kept.length === 0 ? [] : ['', `recorded    ${kept.join(', ')}`]),
    ...(spiking && summary?.spike_hash != null ? ['', `spike_hash  ${printable(summary.spike_hash)}`] : []),
    ...[...notices, ...damage].map((notice) => `notice: ${printable(notice)}`),
  ].join('\n');
}
