/** Errors at the door of the program: their text, their JSON, their exit code. */
import { CommanderError } from 'commander';
import { type ErrorCode, NeurariumError } from '../engine/index.ts';
import type { RunResult } from './run-result.ts';

/** 0 done, 1 an expectation failed, 2 wrong usage or description, 3 the run failed, 130 interrupted. */
export const exitCodes = { done: 0, expectationFailed: 1, usage: 2, run: 3, interrupted: 130 } as const;

const codeOf: Readonly<Record<ErrorCode, number>> = {
  usage: exitCodes.usage,
  description: exitCodes.usage,
  equation: exitCodes.usage,
  unit: exitCodes.usage,
  memory: exitCodes.usage,
  data: exitCodes.usage,
  trace: exitCodes.usage,
  run: exitCodes.run,
  'not-finite': exitCodes.run,
  write: exitCodes.run,
};

/** How a run or replay that came to a summary ends. */
export function exitCodeOf(result: Pick<RunResult, 'interrupted' | 'expect'>): number {
  if (result.interrupted) return exitCodes.interrupted;
  return result.expect.some(({ pass }) => pass === false) ? exitCodes.expectationFailed : exitCodes.done;
}

interface Told {
  readonly code: string;
  readonly message: string;
  readonly where: string | null;
  readonly hint: string | null;
}

/**
 * Writes the error and returns the exit code. With `json` exactly one object goes to stdout.
 * @param command what was called, such as 'neurarium run': its help is what a hint leads to
 */
export function reportError(error: unknown, json: boolean, command = 'neurarium'): number {
  const told = tell(error, command);
  if (json) process.stdout.write(`${JSON.stringify({ error: told })}\n`);
  else process.stderr.write(errorText(told));
  if (told.code === 'internal' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return error instanceof NeurariumError ? codeOf[error.code] : error instanceof CommanderError ? exitCodes.usage : exitCodes.run;
}

function tell(error: unknown, command: string): Told {
  if (error instanceof NeurariumError) {
    return { code: error.code, message: error.message, where: error.where ?? null, hint: error.hint ?? null };
  }
  if (error instanceof CommanderError) return tellUsage(error, command);
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message,
    where: null,
    hint: 'This is a mistake in neurarium: please report it with the lines below.',
  };
}

function tellUsage(error: CommanderError, command: string): Told {
  const help = `'${command} --help' shows what there is.`;
  if (error.code === 'commander.help') return { code: 'usage', message: `'${command}' needs a command`, where: null, hint: help };
  // Commander adds its suggestion in brackets on a line of its own.
  const [message = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = rest.join(' ').replace(/^\(|\)$/g, '');
  const quoted = suggestion.replace(/^Did you mean ([^ ?]+)\?$/, "Did you mean '$1'?");
  return { code: 'usage', message, where: null, hint: quoted === '' ? help : quoted };
}

function errorText({ message, where, hint }: Told): string {
  const lines = [`error: ${message}`];
  if (where !== null) lines.push(`  in ${where}`);
  if (hint !== null) lines.push(`  ${hint}`);
  return `${lines.join('\n')}\n`;
}
