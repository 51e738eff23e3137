/** `neurarium list`: the scenarios. */
import { Command } from 'commander';
import { scenarios } from '../../scenarios/index.ts';
import { coloursFor, table } from '../terminal/index.ts';

export function listCommand(): Command {
  return new Command('list')
    .description('list the scenarios')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const loaded = await Promise.all(Object.values(scenarios).map(async (load) => (await load()).default));
      const all = loaded.map(({ id, title, source, controls }) => ({ id, title, source, controls: Object.keys(controls) }));
      if (json) process.stdout.write(`${JSON.stringify({ scenarios: all })}\n`);
      else {
        const columns = [{ heading: 'scenario' }, { heading: 'title' }, { heading: 'controls' }];
        const [heading = '', ...rows] = table(
          columns,
          all.map(({ id, title, controls }) => [id, title, controls.join(', ')]),
        );
        process.stdout.write(
          `${coloursFor(process.stdout, process.env).dim(heading)}\n${rows.join('\n')}\n\nTo run one: neurarium run <scenario>\nIts controls: neurarium run <scenario> --help\n`,
        );
      }
    });
}
