// Everything the fixed module exports. Addresses are byte offsets into the one imported memory; nothing is allocated.
export { deliverCounts, deliverWeights64, deliverWeights32 } from './delivery.as';
export { deliverCountsDelayed, deliverWeightsDelayed64, deliverWeightsDelayed32 } from './delayed.as';
export { gatherValues64, gatherValues32 } from './gather.as';
export { hashBytes, hashSpikes } from './hash.as';
export { accumulateGram64, accumulateCross64 } from './gram.as';
