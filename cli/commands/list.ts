/** `neurarium list`: the scenarios. */
import { Command } from 'commander';
import { scenarios } from '../../scenarios/index.ts';
import { shorten, table, terminalStyle } from '../terminal/index.ts';

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** Names of its controls. */
  readonly controls: readonly string[];
}

export function listCommand(): Command {
  return new Command('list')
    .description('list the scenarios')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const loaded = await Promise.all(Object.values(scenarios).map(async (load) => (await load()).default));
      const all = loaded.map(({ id, title, source, controls }) => ({ id, title, source, controls: Object.keys(controls) }));
      process.stdout.write(json === true ? `${JSON.stringify({ scenarios: all })}\n` : text(all));
    });
}

/** Columns below which names of controls say too little. */
const narrowestControls = 20;

function text(all: readonly Listed[]): string {
  const { width, colours } = terminalStyle(process.stdout, process.env);
  const forTitles = width - Math.max(...all.map(({ id }) => id.length)) - 2;
  const named = all.map(({ id, title }) => [id, shorten(title, forTitles)]);
  const titles = table([{ heading: 'scenario' }, { heading: 'title' }], named);
  const room = width - Math.max(...titles.map((line) => line.length)) - 2;
  const rows = all.map(({ id, title, controls }) => [id, title, shorten(controls.join(', '), room)]);
  const lines =
    room < narrowestControls ? titles : table([{ heading: 'scenario' }, { heading: 'title' }, { heading: 'controls' }], rows);
  const [heading = '', ...rest] = lines;
  const next = ['To run one: neurarium run <scenario>', 'Its controls: neurarium run <scenario> --help'];
  return `${[colours.dim(heading), ...rest, '', ...next].join('\n')}\n`;
}
