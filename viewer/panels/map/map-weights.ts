/** What panels of a map know of it: the weights into each of its cells, which are neighbours, and their names. */
import { type About, type IncomingWeights, neighbourPairs } from '../../../engine/index.ts';
import type { PanelView } from '../panel.ts';

export interface MapWeights {
  readonly weights: IncomingWeights | null;
  readonly why: string | null;
}

/** Of all targets of a projection, as they are now. */
export function askMap({ about, ask, t }: PanelView, name: string): MapWeights {
  const projection = about.projections.findIndex((one) => one.name === name);
  if (projection < 0) return { weights: null, why: t('panel.none', { name }) };
  const { answer, why } = ask({ of: 'incoming-weights', projection, targets: [] });
  const weights = answer?.of === 'incoming-weights' ? answer.weights : null;
  return { weights, why: why === null ? null : t('panel.unknown', { why }) };
}

/** The populations that a projection goes between. */
export function endsOf({ projections, populations }: About, name: string) {
  const { from, to } = projections.find((one) => one.name === name)!;
  return {
    source: populations.findIndex((one) => one.name === from),
    target: populations.findIndex((one) => one.name === to),
  };
}

export type Pairs = readonly (readonly [number, number])[];

/** Found once for a network. */
export class Neighbours {
  #known: { readonly places: readonly Float64Array[]; readonly pairs: Pairs } | null = null;

  of({ populations }: About, target: number): Pairs {
    const { positions } = populations[target]!;
    if (positions === null) return [];
    if (this.#known?.places !== positions)
      this.#known = { places: positions, pairs: neighbourPairs({ places: positions, period: [] }) };
    return this.#known.pairs;
  }
}
