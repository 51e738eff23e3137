/**
 * Approximator: F(x) = a1 phi(w1 x + b1) + ... + aN phi(wN x + bN), one hidden layer and a linear output. With enough cells it comes as near to
 * any continuous function on a bounded region as one likes, unless phi is a polynomial.
 * Cybenko 1989, Math Control Signals Syst 2:303; Hornik 1991, Neural Netw 4:251; Leshno et al. 1993, Neural Netw 6:861.
 */
import { allToAll, type CellModel, type Network, network, uniform, values } from '../../engine/index.ts';
import { identityUnit, inputUnit, logisticUnit, radialUnit } from '../cells/index.ts';
import type { Populations } from './connections.ts';

export interface ApproximatorOptions {
  readonly inputs: number;
  /** Cells of the hidden layer. */
  readonly cells: number;
}

/** Populations x, h and y: w and b drawn from -slope to slope; a is 0 before it is learnt. `hidden`: cells with a port `input` and a bias. */
export function randomApproximator({
  inputs,
  cells,
  hidden,
  slope,
}: ApproximatorOptions & { readonly hidden: CellModel; readonly slope: number }): Network {
  const drawn = uniform(-slope, slope);
  const wiring = allToAll();
  const populations: Populations = { x: inputUnit.of(inputs), h: hidden.of(cells, { bias: drawn }), y: identityUnit.of(1) };
  return network(populations, [
    { from: 'x', to: 'h', port: 'input', wiring, weight: drawn },
    { from: 'h', to: 'y', port: 'input', wiring, weight: 0 },
  ]);
}

/** The same of bumps whose centres are drawn from the region between 0 and 1: a weighted sum of kernels. */
export function kernelApproximator({ inputs, cells, width }: ApproximatorOptions & { readonly width: number }): Network {
  const wiring = allToAll();
  return network({ x: inputUnit.of(inputs), h: radialUnit.of(cells, { width }), y: identityUnit.of(1) }, [
    { from: 'x', to: 'h', port: 'distance', wiring, weight: uniform(0, 1), map: 'distance' },
    { from: 'h', to: 'y', port: 'input', wiring, weight: 0 },
  ]);
}

/**
 * Made, not learnt: between 0 and 1, each pair of steep logistic cells is one step up and one step down, and so a bump, as high as the function
 * is in its middle: `heights`, at equal distances. It errs by no more than the function changes within a bump, as far as cells are steep.
 */
export function bumpApproximator(heights: readonly number[], steepness: number): Network {
  const count = heights.length;
  // The outermost steps lie outside, so that the edges are as good as the middle.
  const edges = Array.from({ length: count + 1 }, (_, k) => (k === 0 ? -1 : k === count ? 2 : k / count));
  const wiring = allToAll();
  const bias = edges.slice(0, -1).flatMap((edge, k) => [-steepness * edge, -steepness * edges[k + 1]!]);
  return network({ x: inputUnit.of(1), h: logisticUnit.of(2 * count, { bias: values('1', bias) }), y: identityUnit.of(1) }, [
    { from: 'x', to: 'h', port: 'input', wiring, weight: steepness },
    { from: 'h', to: 'y', port: 'input', wiring, weight: heights.flatMap((height) => [height, -height]) },
  ]);
}
