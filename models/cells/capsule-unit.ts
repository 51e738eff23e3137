/**
 * Capsules with routing by agreement: each capsule along `output` is a vector along `dimension`, made of what the capsules along `input` predict
 * for it. How much an input counts for each output (its couplings, a softmax over the outputs) is found in `iterations` rounds: begin
 * with equal couplings, take the squashed weighted sum of the predictions, and couple more strongly where a prediction agrees with it.
 *   c = softmax(b), s = sum(c u), v = s |s| / (1 + |s|^2), b = b + u . v
 * One round is a plain average. The result is the same for all cells along `input`; its length says how surely the capsule is there.
 */
import { defineCell } from '../../engine/index.ts';

/** Round k, from logits bk to vectors vk: a vector of zeros stays one, with derivative 0. */
const round = (k: number) => `
  e${k} = exp(b${k} - max(b${k}, output))
  c${k} = e${k} / sum(e${k}, output)
  s${k} = sum(c${k} * prediction, input)
  q${k} = sum(s${k} * s${k}, dimension)
  v${k} = where(q${k} > 0, s${k} * sqrt(where(q${k} > 0, q${k}, 1)) / (1 + q${k}), 0)
`;

export const capsuleUnit = defineCell({
  name: 'capsuleUnit',
  source: 'Sabour, Frosst & Hinton 2017, NIPS 30, arXiv:1710.09829, procedure 1',
  tags: { activation: 'squash', complexity: 'capsule' },
  axes: ['input', 'output', 'dimension'],
  parameters: { iterations: { default: 3, doc: 'rounds of routing: 1, 2 or 3', min: 1, max: 3 } },
  state: {
    v: { unit: '1', initial: 0, doc: 'this component of the output capsule' },
    length: { unit: '1', initial: 0, doc: 'of the output capsule, 0 to 1' },
    coupling: { unit: '1', initial: 0, doc: 'share of the input capsule that goes to the output capsule' },
  },
  ports: { prediction: { unit: '1', doc: 'u: this component of what the input capsule predicts for the output capsule' } },
  // Rounds that are not wanted repeat the one before them.
  equations: `
    b1 = 0
    ${round(1)}
    b2 = where(iterations > 1.5, sum(prediction * v1, dimension), 0)
    ${round(2)}
    b3 = b2 + where(iterations > 2.5, sum(prediction * v2, dimension), 0)
    ${round(3)}
    v' = v3
    length' = q3 / (1 + q3)
    coupling' = c3
  `,
});
