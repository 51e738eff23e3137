/** From all cells to all cells: products of matrices. */
import type { MatrixProduct } from '../../kernels/index.ts';
import type { ConnectionMap, Ends } from './connection-map.ts';

/** The three products that a layout of the weights needs. */
export interface Products {
  readonly product: MatrixProduct;
  readonly productNT: MatrixProduct;
  readonly productTN: MatrixProduct;
}

/** Addresses; `gradient`: null where the weights are not trained. */
export interface Weights {
  readonly weights: number;
  readonly gradient: number | null;
  /** Scratch of the products. */
  readonly pack: number;
}

/** Weights row by row of the target, as value connections lie. */
export function denseByTarget(
  { lanes, from, to }: Ends,
  { weights, gradient, pack }: Weights,
  products: Products,
): ConnectionMap {
  const { product, productNT, productTN } = products;
  const add = (t: number, times: number) =>
    productTN(to.sent(t), from.values(t), gradient!, to.size, times * lanes, from.size, to.stride, from.stride, from.size, pack);
  return {
    forward: (t) =>
      productNT(from.values(t), weights, to.input(t), lanes, from.size, to.size, from.stride, from.size, to.stride, pack),
    backward: (t) =>
      product(to.sent(t), weights, from.adjoints(t), lanes, to.size, from.size, to.stride, from.size, from.stride, pack),
    gradient: (first, end) => {
      if (gradient !== null && first < end) add(first, end - first);
    },
  };
}

/** Weights row by row of the source, as spikes are delivered. */
export function denseBySource(
  { lanes, from, to }: Ends,
  { weights, gradient, pack }: Weights,
  products: Products,
): ConnectionMap {
  const { product, productNT, productTN } = products;
  const add = (t: number, times: number) =>
    productTN(from.values(t), to.sent(t), gradient!, from.size, times * lanes, to.size, from.stride, to.stride, to.size, pack);
  return {
    forward: (t) =>
      product(from.values(t), weights, to.input(t), lanes, from.size, to.size, from.stride, to.size, to.stride, pack),
    backward: (t) =>
      productNT(to.sent(t), weights, from.adjoints(t), lanes, to.size, from.size, to.stride, to.size, from.stride, pack),
    gradient: (first, end) => {
      if (gradient !== null && first < end) add(first, end - first);
    },
  };
}
