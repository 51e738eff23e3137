/**
 * Sigma-delta unit with graded spikes: it sends changes of its output alone, each as the amplitude of one spike.
 *   output = min(max(total + bias, 0), ceiling), where `total` adds up what arrives
 * Whenever the output is more than `threshold` away from what it has told so far, one spike tells the difference. A receiver that adds
 * up its arrivals, as this unit does, thus knows weight times output within weight times threshold, with no spike while nothing changes.
 */
import { defineNeuron } from '../../engine/index.ts';

export const gradedUnit = defineNeuron({
  name: 'gradedUnit',
  source:
    "Orchard et al. 2021, Efficient neuromorphic signal processing with Loihi 2, IEEE SiPS; O'Connor & Welling 2016, Sigma delta quantized networks, arXiv:1611.02024",
  parameters: {
    threshold: { default: 0.01, doc: 'change of the output that it keeps to itself', min: 0 },
    bias: { default: 0, doc: 'added to the sum of the arrivals' },
    ceiling: { default: 1, doc: 'highest output', min: 0 },
  },
  state: {
    total: { unit: '1', initial: 0, doc: 'sum of all arrivals' },
    told: { unit: '1', initial: 0, doc: 'the output as its spikes have told it' },
  },
  ports: { input: { unit: '1', on: 'total += weight', doc: 'changes of the input' } },
  equations: 'output = min(max(total + bias, 0), ceiling)',
  spike: { when: 'abs(output - told) > threshold', amplitude: 'output - told', reset: 'told = output' },
});
