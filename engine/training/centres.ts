/** Centres of clusters, as plain data. */
import { NeurariumError } from '../errors.ts';

/**
 * The weights into each target become the centre of examples: in the first epoch one of the first that are shown, in each further one the mean of
 * those that are nearest (Lloyd 1982, IEEE Trans Inf Theory 28:129), where the projection measures distances.
 */
export interface CentresLearner {
  readonly kind: 'centres';
  readonly projection: string;
  readonly trains: readonly string[];
  /** What becomes of the widths of radial cells. */
  readonly width: CentresWidth | null;
}

/**
 * `parameter`: 'population.parameter', one number for all cells. `spread`: the largest distance of two centres over sqrt(2 n)
 * (Broomhead & Lowe 1988, Complex Syst 2:321); `nearest`: the median distance of a centre from the one next to it.
 */
export interface CentresWidth {
  readonly parameter: string;
  readonly rule: 'spread' | 'nearest';
}

export function centres({
  projection,
  width = null,
}: {
  readonly projection: string;
  readonly width?: CentresWidth | null;
}): CentresLearner {
  if (width !== null && width.rule !== 'spread' && width.rule !== 'nearest') {
    const message = `the rule of a width is '${String(width.rule)}', expected 'spread' or 'nearest'`;
    throw new NeurariumError({ code: 'description', message });
  }
  return { kind: 'centres', projection, trains: width === null ? [projection] : [projection, width.parameter], width };
}
