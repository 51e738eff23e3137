/** How to draw on an output: in which colours, and how wide. */
import { type Colours, coloursFor } from './colour.ts';

const WIDTH_OF_A_PIPE = 100;
const WIDEST = 120;
const NARROWEST = 40;

/** Columns of a terminal; some report 0, which is as good as nothing. */
export function columnsOf({ columns }: { readonly columns?: number }): number | undefined {
  return columns !== undefined && columns > 0 ? columns : undefined;
}

/** At most 120 columns: in longer lines the eye gets lost. COLUMNS is how a user sets the width of what has none, as a pipe. */
export function terminalStyle(
  output: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Readonly<Record<string, string | undefined>>,
): { width: number; colours: Colours } {
  const width = columnsOf(output) ?? columnsOf({ columns: Math.floor(Number(environment['COLUMNS'])) }) ?? WIDTH_OF_A_PIPE;
  return { width: Math.max(NARROWEST, Math.min(width, WIDEST)), colours: coloursFor(output, environment) };
}
