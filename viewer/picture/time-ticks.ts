/** Round moments along a time axis. Pure. */

export interface TimeAxisOf {
  /** Steps at the ends. */
  readonly from: number;
  readonly to: number;
  /** Length of a step in ms; 1 where time is counted in steps. */
  readonly dt: number;
  readonly timed: boolean;
  /** Pixels at the ends. */
  readonly left: number;
  readonly right: number;
}

/** Least pixels between two ticks. */
const apart = 90;

export function timeTicks({ from, to, dt, timed, left, right }: TimeAxisOf): { readonly x: number; readonly label: string }[] {
  const [low, high] = [from * dt, to * dt];
  if (!(high > low)) return [];
  const rough = ((high - low) * apart) / Math.max(apart, right - left);
  const power = timed ? 10 ** Math.floor(Math.log10(rough)) : Math.max(1, 10 ** Math.floor(Math.log10(rough)));
  const every = power * ([1, 2, 5].find((one) => one * power >= rough) ?? 10);
  const first = Math.ceil(low / every - 1e-9);
  const count = Math.floor(high / every + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, k) => {
    const time = (first + k) * every;
    return {
      x: left + ((time - low) / (high - low)) * (right - left),
      label: timed ? timeLabel(time, high) : stepLabel(time, high),
    };
  });
}

function stepLabel(step: number, last: number): string {
  return last >= 1e6
    ? `${Number((step / 1e6).toPrecision(9))} M`
    : last >= 1e4
      ? `${Number((step / 1000).toPrecision(9))} k`
      : String(step);
}

/** In the unit that suits the longest time. */
function timeLabel(ms: number, longest: number): string {
  const number = (value: number): string => String(Number(value.toPrecision(9)));
  return longest >= 2000 ? `${number(ms / 1000)} s` : `${number(ms)} ms`;
}
