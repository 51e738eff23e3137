/** First weights of connections that are to be trained, by how many inputs and outputs a cell has. */
import { type Distribution, normal, uniform } from '../../engine/index.ts';

/** Keeps variances the same forwards and backwards through tanh: Glorot & Bengio 2010, AISTATS 9:249, equation 16. */
export function glorot(fanIn: number, fanOut: number): Distribution {
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  return uniform(-limit, limit);
}

/** Keeps variances the same through rectified units: He et al. 2015, ICCV, variance 2 / fanIn. */
export function he(fanIn: number): Distribution {
  return normal(0, Math.sqrt(2 / fanIn));
}

/** Variance 1 / fanIn: LeCun et al. 1998, Efficient BackProp. */
export function lecun(fanIn: number): Distribution {
  return normal(0, Math.sqrt(1 / fanIn));
}
