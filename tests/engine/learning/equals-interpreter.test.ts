/** Rules compiled to WebAssembly give the interpreter's bits, for any wiring: rows and columns with gaps, odd lengths, delays. */
import { describe, expect, it } from 'vitest';
import { allToAll, defineRule, fixedInDegree, pairs, probability } from '../../../engine/index.ts';
import {
  multiplicativeStdp,
  pairStdp,
  powerLawStdp,
  restrictedStdp,
  tripletStdp,
  tsodyksMarkram,
} from '../../../models/index.ts';
import { simulationOf } from '../../simulated.ts';
import { name, plastic } from './network.ts';

/** Equations of synapses over both traces, the weight's own, functions, the step's number. */
const everything = defineRule({
  name: 'everything',
  source: 'invented for the tests',
  parameters: { tau: { default: '7 ms', doc: 'of all', above: 0 }, top: { unit: 'weight', doc: 'largest', above: 0 } },
  pre: { state: { x: { unit: '1', initial: 0.25, doc: 'x' } }, equations: 'dx/dt = -x / tau', spike: 'x = 1 + x / 2' },
  post: { state: { y: { unit: '1', initial: 0, doc: 'y' } }, equations: 'dy/dt = (0.1 - y) / tau', spike: 'y += 1' },
  state: { e: { unit: '1', initial: 0, doc: 'eligibility' } },
  equations: `
    de/dt = (pre.x * post.y - e) / tau
    dweight/dt = 0.01 * top * e / tau
  `,
  onPre: 'e *= exp(-post.y); weight = min(weight * where(e > 0.2, 0.99, 1), top)',
  onPost: 'e += sqrt(pre.x) * (1 - t / (1 s))',
  transmits: 'weight * min(pre.x, 1) * (1 + post.y)',
});

const rules = {
  pairStdp: pairStdp.of({ weightMax: '0.5 mV' }),
  multiplicativeStdp: multiplicativeStdp.of({ weightMax: '0.5 mV' }),
  powerLawStdp: powerLawStdp.of({ weightMax: '0.5 mV' }),
  restrictedStdp: restrictedStdp.of({ weightMax: '0.5 mV' }),
  tripletStdp: tripletStdp.of({ weightMax: '0.5 mV' }),
  tsodyksMarkram: tsodyksMarkram.of({}),
  everything: everything.of({ top: '0.5 mV' }),
};
const wirings = {
  'all to all': allToAll(),
  sparse: probability(0.3),
  'fixed in-degree with repeats': fixedInDegree(9, { replacement: true }),
  'pairs in any order': pairs([3, 0, 36, 3, 3], [10, 2, 0, 1, 10]),
};

describe.each(Object.entries(rules))('%s', (_, rule) => {
  it.each(Object.entries(wirings))('%s: the same bits', (_, wiring) => {
    for (const delays of ['equal', 'drawn'] as const) {
      const described = plastic(rule, wiring, { delays });
      const [compiled, interpreted] = (['wasm', 'interpreter'] as const).map((backend) => simulationOf(described, { backend }));
      const before = compiled!.projection(name).weights;
      compiled!.step(400);
      interpreted!.step(400);
      expect(compiled!.projection(name).weights).toEqual(interpreted!.projection(name).weights);
      expect(compiled!.stateHash).toBe(interpreted!.stateHash);
      if (rule.rule.onPre !== '') expect(compiled!.projection(name).weights).not.toEqual(before);
    }
  });
  it('the same bits in float32, each operation rounded', () => {
    const described = plastic(rule, probability(0.5));
    const [compiled, interpreted] = (['wasm', 'interpreter'] as const).map((backend) =>
      simulationOf(described, { backend, precision: 'float32' }),
    );
    compiled!.step(300);
    interpreted!.step(300);
    expect(compiled!.stateHash).toBe(interpreted!.stateHash);
  });
});
