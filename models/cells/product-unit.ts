/** Product unit: the product of what comes to its two ports; products of products make monomials of any order. */
import { defineCell } from '../../engine/index.ts';

export const productUnit = defineCell({
  name: 'productUnit',
  source: 'Giles & Maxwell 1987, Appl Opt 26:4972 (higher-order units)',
  tags: { activation: 'linear', gates: ['right'] },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: {
    left: { unit: '1', doc: 'weighted sum: one factor' },
    right: { unit: '1', doc: 'weighted sum: the other factor' },
  },
  equations: "y' = left * right",
});
