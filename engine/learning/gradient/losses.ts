/**
 * Losses as equations: the part of one output cell, summed over cells and averaged over examples. `target` is NaN where nothing is asked; such
 * cells have no part.
 */
import type { LoweredModel } from '../../kernels/ir.ts';
import type { LossKind } from '../../training/index.ts';
import { lowerNumbers } from '../equations.ts';

/** `wanted` is finite everywhere: a derivative that is not taken is multiplied by 0, and 0 times NaN were NaN. */
const asked = (part: string) => `
  wanted = where(target == target, target, 0)
  loss' = where(target == target, ${part}, 0)
`;

/** `y`: the output, of the two cross-entropies before the sigmoid or the softmax (logits). */
const written: Readonly<Record<LossKind, { readonly source: string; readonly equations: string }>> = {
  squared: { source: 'half the squared error', equations: asked('0.5 * (y - wanted) * (y - wanted)') },
  'binary-cross-entropy': {
    source: 'cross-entropy of a logistic output, from logits',
    // max(0, y), not max(y, 0): at 0 that takes the derivative of y, as abs(y) does.
    equations: asked('max(0, y) - y * wanted + log1p(exp(-abs(y)))'),
  },
  'cross-entropy': {
    source: 'cross-entropy of a softmax over all cells, from logits, by log-sum-exp',
    equations: `
      most = max(y)
      ${asked('wanted * (most + log(sum(exp(y - most))) - y)')}
    `,
  },
  hinge: { source: 'Cortes & Vapnik 1995, Mach Learn 20:273', equations: asked('max(1 - wanted * y, 0)') },
  perceptron: { source: 'Rosenblatt 1958, Psychol Rev 65:386', equations: asked('max(0, -wanted * y)') },
};

export function lowerLoss(kind: LossKind): LoweredModel {
  return lowerNumbers({ name: kind, ...written[kind], state: ['loss'], ports: ['y', 'target'] });
}
