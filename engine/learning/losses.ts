/**
 * Losses: the part of one output cell, summed over cells and averaged over examples. `target` is NaN where nothing is asked; such
 * cells have no part.
 */
import type { LoweredModel } from '../kernels/ir.ts';
import { lowerNumbers } from './equations.ts';

export type LossName = 'squared' | 'binaryCrossEntropy' | 'softmaxCrossEntropy';

/** `wanted` is finite everywhere: a derivative that is not taken is multiplied by 0, and 0 times NaN were NaN. */
const asked = (part: string) => `
  wanted = where(target == target, target, 0)
  loss' = where(target == target, ${part}, 0)
`;

/** `y`: the output, of the two cross-entropies before the sigmoid or the softmax (logits). */
const written: Readonly<Record<LossName, { readonly source: string; readonly equations: string }>> = {
  squared: { source: 'half the squared error', equations: asked('0.5 * (y - wanted) * (y - wanted)') },
  binaryCrossEntropy: {
    source: 'cross-entropy of a logistic output, from logits',
    equations: asked('max(y, 0) - y * wanted + log1p(exp(-abs(y)))'),
  },
  softmaxCrossEntropy: {
    source: 'cross-entropy of a softmax over all cells, from logits, by log-sum-exp',
    equations: `
      most = max(y)
      ${asked('wanted * (most + log(sum(exp(y - most))) - y)')}
    `,
  },
};

export const lossNames = Object.keys(written) as readonly LossName[];

export function lowerLoss(name: LossName): LoweredModel {
  return lowerNumbers({ name, ...written[name], state: ['loss'], ports: ['y', 'target'] });
}
