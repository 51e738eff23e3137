#!/usr/bin/env node
/** The terminal program as a process: what belongs to nobody else. */
import { exitCodes, reportError } from './errors.ts';
import { program } from './program.ts';

// A closed pipe (`| head`) is no error of ours: there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
});

// What nobody caught, as a mistake inside a stream: still one error, and the exit code of a failed run.
process.on('uncaughtException', (error) => {
  process.exit(reportError(error, process.argv.includes('--json')));
});

process.exitCode = await program(process.argv.slice(2));
