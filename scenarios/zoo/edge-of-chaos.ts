/**
 * A reservoir between order and chaos: how fast neighbouring states part, how many streams of inputs it tells apart, how many that differ only
 * in what should be forgotten, and how far back it remembers, by its spectral radius.
 */
import {
  dataset,
  difference,
  lyapunovExponent,
  memoryCapacity,
  noiseInto,
  ridge,
  scenario,
  stateDistance,
  stateRank,
  test,
  train,
  uniform,
} from '../../engine/index.ts';
import { echoState } from '../../models/index.ts';

const washout = 200;
const delays = 60;
const drive = noiseInto('u', 'input');

const order = [
  { measure: 'exponent', atMost: 0, why: 'nats per step: neighbouring states come together' },
  { measure: 'forgets', atMost: 1e-6, why: 'where two streams of inputs have led is the same 500 steps after them' },
] as const;
const edge = [
  { measure: 'computes', atLeast: 30, why: 'streams that it tells apart, less those that it should take for the same' },
  { measure: 'capacity', atLeast: 18, why: 'steps: near the edge it remembers most' },
] as const;
const chaos = [
  { measure: 'exponent', atLeast: 0.02, why: 'nats per step: neighbouring states part' },
  { measure: 'forgets', atLeast: 0.1, why: 'where it came from is never forgotten' },
  { measure: 'computes', atMost: 5, why: 'all streams are told apart, also those that should be taken for the same' },
  { measure: 'capacity', atMost: 2, why: 'steps: chaos covers what came in' },
] as const;

export default scenario({
  id: 'edge-of-chaos',
  title: 'Echo state network: at the edge of chaos',
  source: 'Bertschinger & Natschläger 2004, Neural Comput 16:1413; Legenstein & Maass 2007, Neural Netw 20:323',
  controls: {
    cells: { default: 100, min: 10, max: 500, integer: true, doc: 'cells of the reservoir' },
    radius: { default: 0.9, min: 0, max: 3, doc: 'spectral radius of the reservoir' },
    input: { default: 0.1, min: 0.001, max: 10, doc: 'largest weight of the input' },
  },
  precision: 'float64',
  network: ({ cells, radius, input }) =>
    echoState({ inputs: 1, cells, outputs: delays, direct: false, radius, input: uniform(-input, input) }),
  data: dataset('delayed-noise', { delays, washout, steps: 2000 + washout }).split('train'),
  encode: { population: 'u', port: 'input' },
  learner: ridge({ trains: ['x->y:input#0', 'y.bias'], field: 'past', penalty: 1e-7, washout }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: {
    exponent: lyapunovExponent('x', { drive, steps: 500 }),
    kernel: stateRank('x', { drive, steps: 100 }),
    generalisation: stateRank('x', { drive, steps: 100, alike: 20 }),
    computes: difference('kernel', 'generalisation'),
    forgets: stateDistance('x', { drive, steps: 100, still: 500, pairs: 3 }),
    capacity: memoryCapacity('y', 'past'),
  },
  panels: [
    { panel: 'matrix', of: 'x', variable: 'y' },
    { panel: 'bars', of: ['kernel', 'generalisation', 'capacity'] },
    { panel: 'bars', of: ['exponent'] },
    { panel: 'plane', spectrum: 'x' },
    { panel: 'plane', of: 'x', variable: 'y', components: true },
  ],
  // Between order and chaos nothing is expected: there seeds differ.
  expect: ({ radius, cells, input }) => {
    if (input > 0.1) return [];
    if (radius >= 2 && cells >= 100) return chaos;
    if (radius > 0.95) return [];
    return radius >= 0.85 && cells === 100 ? [...order, ...edge] : order;
  },
});
