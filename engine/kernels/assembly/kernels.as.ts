// Everything the fixed module exports. Addresses are byte offsets into the one imported memory; nothing is allocated.

export { gatherAlong32, gatherAlong64, reduce32, reduce64 } from './along-axis.as';
export { addColumn32, addColumn64 } from './column.as';
export { deliverCountsDelayed, deliverWeightsDelayed32, deliverWeightsDelayed64 } from './delayed.as';
export { deliverCounts, deliverCountsListed, deliverWeights32, deliverWeights64 } from './delivery.as';
export { denseDistances32, denseDistances64 } from './dense-distance.as';
export { gatherDistances32, gatherDistances64, returnDistances32, returnDistances64 } from './distance.as';
export { drawBelow } from './draws.as';
export { gatherValues32, gatherValues64 } from './gather.as';
export { deliverGraded32, deliverGraded64, deliverGradedDelayed32, deliverGradedDelayed64 } from './graded.as';
export { accumulateCross64, accumulateGram64 } from './gram.as';
export { hashBytes, hashSpikes } from './hash.as';
export {
  matrixProduct32,
  matrixProduct64,
  matrixProductNT32,
  matrixProductNT64,
  matrixProductTN32,
  matrixProductTN64,
} from './matrix.as';
export { drawOrder } from './order.as';
export { drawPoisson } from './poisson.as';
export { addOuterSparse32, addOuterSparse64, scatterValues32, scatterValues64 } from './scatter.as';
export { addPairs32, addPairs64, sumPairs32, sumPairs64 } from './symmetric.as';
export { transpose32, transpose64 } from './transpose.as';
export { axpy32, axpy64, columnSums32, columnSums64, dot32, dot64, squaredNorm32, squaredNorm64 } from './vectors.as';
