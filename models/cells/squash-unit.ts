/**
 * Squashing unit: the vector s = input + bias along the axis `dimension` keeps its direction, and its length becomes |s|^2 / (1 + |s|^2), below 1:
 *   y = s |s| / (1 + |s|^2)
 * A vector of zeros stays one, with derivative 0.
 */
import { defineCell } from '../../engine/index.ts';

export const squashUnit = defineCell({
  name: 'squashUnit',
  source: 'Sabour, Frosst & Hinton 2017, NIPS 30, arXiv:1710.09829, equation 1',
  tags: { activation: 'squash', complexity: 'capsule' },
  axes: ['dimension'],
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: {
    y: { unit: '1', initial: 0, doc: 'this component of the vector' },
    length: { unit: '1', initial: 0, doc: 'of the whole vector, 0 to 1' },
  },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  // The root of 0 has no derivative, so that it is not asked for.
  equations: `
    s = input + bias
    square = sum(s * s, dimension)
    norm = sqrt(where(square > 0, square, 1))
    y' = where(square > 0, s * norm / (1 + square), 0)
    length' = square / (1 + square)
  `,
});
