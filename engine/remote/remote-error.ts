/** An error as it is told to a client. */
import { NeurariumError } from '../errors.ts';
import type { RemoteError } from './messages.ts';

export function remoteError(error: unknown): RemoteError {
  if (!(error instanceof NeurariumError))
    return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
  const { code, message, where, hint } = error;
  return { code, message, ...(where === undefined ? {} : { where }), ...(hint === undefined ? {} : { hint }) };
}
