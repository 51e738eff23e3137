/** Colours of the terminal, or none. Knows nothing of what is coloured. */

export type Paint = (text: string) => string;

export interface Colours {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  /** For populations and curves, in order, from the first again when they run out. */
  series(index: number): Paint;
}

const SERIES = [36, 35, 33, 32, 34, 31];

function sgr(on: number, off: number): Paint {
  return (text) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`);
}

const plain: Paint = (text) => text;

export const noColours: Colours = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain, series: () => plain };

export const ansiColours: Colours = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  red: sgr(31, 39),
  green: sgr(32, 39),
  yellow: sgr(33, 39),
  series: (index) => sgr(SERIES[index % SERIES.length]!, 39),
};

/** Follows no-color.org, FORCE_COLOR and TERM=dumb; otherwise colours on a terminal only. */
export function coloursFor(
  output: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Colours {
  if ((environment['NO_COLOR'] ?? '') !== '') return noColours;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced === '0' || forced === 'false' ? noColours : ansiColours;
  return output.isTTY === true && environment['TERM'] !== 'dumb' ? ansiColours : noColours;
}
