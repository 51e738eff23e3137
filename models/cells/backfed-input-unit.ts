/** Backfed input unit of values: says what the world gives it or, while `free` is above 0, what the network feeds back. */
import { defineCell } from '../../engine/index.ts';

export const backfedInputUnit = defineCell({
  name: 'backfedInputUnit',
  source:
    'Jaeger & Haas 2004, Science 304:78 (generative mode); van Veen & Leijnen 2019, The Neural Network Zoo, Asimov Institute',
  tags: { activation: 'linear', function: ['input'], gates: ['free'] },
  state: { y: { unit: '1', initial: 0, doc: 'what it was given or fed' } },
  ports: {
    input: { unit: '1', doc: 'value from the world' },
    feedback: { unit: '1', doc: 'what the network says' },
    free: { unit: '1', doc: 'above 0 where the network runs free' },
  },
  equations: "y' = where(free > 0, feedback, input)",
});
