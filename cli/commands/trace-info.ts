/** `neurarium trace info`: what a trace holds, without replaying it. */
import { Command } from 'commander';
import { formatBytes, type Trace } from '../../engine/index.ts';
import { count, printable, simulatedTime, table } from '../terminal/index.ts';
import { withTrace } from '../trace-file.ts';

export function traceCommand(): Command {
  const info = new Command('info')
    .description('what a trace holds')
    .argument('<trace>', 'a file that run --record wrote')
    .option('--json', 'print one JSON object and nothing else')
    .action((path: string, { json }: { json?: boolean }) =>
      withTrace(path, async (trace) => {
        const contents = await contentsOf(trace);
        if (json === true) {
          const { network: _, ...header } = trace.header;
          const { bytes, notices, summary = null } = trace;
          process.stdout.write(`${JSON.stringify({ trace: path, bytes, header, ...contents, summary, notices })}\n`);
        } else process.stdout.write(`${text(path, trace, contents)}\n`);
      }),
    );
  return new Command('trace').description('look into trace files').addCommand(info);
}

interface Contents {
  /** Steps that can be replayed. */
  readonly steps: number;
  readonly batches: number;
  readonly events: number;
  /** Spikes of each population. */
  readonly spikes: Readonly<Record<string, number>>;
}

async function contentsOf(trace: Trace): Promise<Contents> {
  const names = trace.header.populations.map(({ name }) => name);
  const spikes: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
  let [steps, batches, events] = [0, 0, 0];
  for await (const batch of trace.batches({})) {
    steps += batch.steps;
    batches++;
    events += batch.events.length;
    for (const { population, cells } of batch.spikes) spikes[names[population]!]! += cells.length;
  }
  return { steps, batches, events, spikes };
}

function text(path: string, { bytes, header, summary, notices }: Trace, contents: Contents): string {
  const time = (steps: number): string => simulatedTime(steps * header.dt_ms);
  const right = { align: 'right' } as const;
  const columns = [
    { heading: 'population' },
    { heading: 'model' },
    { heading: 'cells', ...right },
    { heading: 'spikes', ...right },
  ];
  const rows = header.populations.map(({ name, model, size }) => [
    printable(name),
    printable(model),
    count(size),
    count(contents.spikes[name]!),
  ]);
  const ended =
    summary === undefined
      ? 'not closed: the run was killed, or the file was cut'
      : summary.interrupted
        ? 'interrupted'
        : 'complete';
  return [
    `${printable(path)} · ${formatBytes(bytes)} · ${ended}`,
    `${printable(header.scenario)} · ${printable(header.title)}`,
    `seed ${header.seed} · ${time(contents.steps)} in ${count(contents.steps)} steps of ${simulatedTime(header.dt_ms)} · ${header.precision}`,
    `recorded by neurarium ${printable(header.version)} · ${count(contents.events)} events`,
    '',
    ...table(columns, rows),
    ...(summary?.spike_hash == null ? [] : ['', `spike_hash  ${printable(summary.spike_hash)}`]),
    ...notices.map((notice) => `notice: ${printable(notice)}`),
  ].join('\n');
}
