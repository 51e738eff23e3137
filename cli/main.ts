#!/usr/bin/env node
/** The terminal program: arguments in, exit code out. */
import { Command, CommanderError } from 'commander';
import { doctorCommand } from './commands/doctor.ts';
import { listCommand } from './commands/list.ts';
import { replayCommand } from './commands/replay.ts';
import { runCommand } from './commands/run.ts';
import { traceCommand } from './commands/trace-info.ts';
import { exitCodes, reportError } from './errors.ts';
import { nodeHost } from './host.ts';
import { version } from './version.ts';

/** Arguments after the program's name -> exit code. */
async function main(args: readonly string[]): Promise<number> {
  const host = nodeHost();
  let exitCode: number = exitCodes.done;
  const done = (code: number): void => {
    exitCode = code;
  };
  try {
    const program = new Command('neurarium')
      .description('Spiking and reservoir networks as streams: run scenarios, record and replay traces')
      .version(version)
      .addHelpText(
        'after',
        '\nExamples:\n  neurarium list\n  neurarium run cuba --record\n  neurarium run digits --help\n  neurarium replay traces/cuba.mcap',
      );
    const run = await runCommand(args[0] === 'run' ? args.slice(1) : [], host, done);
    for (const command of [listCommand(), run, replayCommand(host, done), traceCommand(), doctorCommand(host, done)])
      program.addCommand(command);
    quietly(program);
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    return reportError(error, args.includes('--json'));
  }
}

/** Errors are thrown to us instead of being printed, in all commands. */
function quietly(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => undefined });
  for (const child of command.commands) quietly(child);
}

// A closed pipe (`| head`) is no error of ours: there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
});

process.exitCode = await main(process.argv.slice(2));
