/** The terminal program as a function: arguments in, exit code out. */
import { Command, CommanderError } from 'commander';
import { doctorCommand } from './commands/doctor.ts';
import { listCommand } from './commands/list.ts';
import { newCommand } from './commands/new.ts';
import { replayCommand } from './commands/replay.ts';
import { runCommand } from './commands/run.ts';
import { traceCommand } from './commands/trace-info.ts';
import { watchCommand } from './commands/watch.ts';
import { exitCodes, reportError } from './errors.ts';
import { nodeHost } from './host.ts';
import { version } from './version.ts';

const examples = [
  'neurarium list                      what there is to run',
  'neurarium run hello                 one neuron against the closed form',
  'neurarium run digits --help         what can be set in a scenario',
  'neurarium run cuba --record a.mcap  record what a network does',
  'neurarium watch cuba                watch it in the browser',
  'neurarium new neuron my-cell        start a model of your own',
  'neurarium replay a.mcap             and see it again, without simulating',
];

/** Arguments after the program's name -> exit code. Whatever goes wrong is told, not thrown. */
export async function program(args: readonly string[]): Promise<number> {
  const host = nodeHost();
  let exitCode: number = exitCodes.done;
  const done = (code: number): void => {
    exitCode = code;
  };
  try {
    const command = new Command('neurarium')
      .description('Spiking and reservoir networks as streams: run scenarios, record and replay traces')
      .version(version)
      .configureHelp({ subcommandTerm: (each) => `${each.name()} ${each.usage()}` })
      .addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`);
    const run = await runCommand(args[0] === 'run' ? args.slice(1) : [], host, done);
    const watch = await watchCommand(args[0] === 'watch' ? args.slice(1) : [], host, done);
    const others = [newCommand(), replayCommand(host, done), traceCommand(), doctorCommand(host, done)];
    for (const child of [listCommand(), run, watch, ...others]) command.addCommand(child);
    quietly(command);
    if (args.length === 0) command.outputHelp();
    else await command.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    return reportError(error, args.includes('--json'), calledOf(args));
  }
}

const commandNames = ['list', 'run', 'watch', 'new', 'replay', 'trace', 'doctor'];
/** Commands that have commands. */
const nested: Readonly<Record<string, readonly string[]>> = { trace: ['info'], new: ['neuron', 'scenario'] };

/** As far as it is understood: 'neurarium', 'neurarium run', 'neurarium trace info'. */
function calledOf([first = '', second = '']: readonly string[]): string {
  if (!commandNames.includes(first)) return 'neurarium';
  return nested[first]?.includes(second) ? `neurarium ${first} ${second}` : `neurarium ${first}`;
}

/** Errors are thrown to us instead of being printed, in all commands. */
function quietly(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => undefined });
  for (const child of command.commands) quietly(child);
}
