import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expression,
  fixedInDegree,
  fixedOutDegree,
  fixedTotalNumber,
  line,
  network,
  probability,
  type Wiring,
} from '../../../engine/index.ts';
import { lifDelta } from '../../../models/index.ts';
import { chiSquare, chiSquareLimit, normalLimit } from './chi-square.ts';
import { planOf, synapsesOf } from './tables.ts';

function wired(wiring: Wiring, sources: number, targets: number | 'itself', seed = 1) {
  const onto = { port: 'synapse', wiring, weight: '1 mV' } as const;
  const S = lifDelta.of(sources, { position: line(sources, '10 um') });
  if (targets === 'itself') return synapsesOf(planOf(network({ S }, [{ from: 'S', to: 'S', ...onto }]), { seed }));
  const T = lifDelta.of(targets, { position: line(targets, '10 um') });
  return synapsesOf(planOf(network({ S, T }, [{ from: 'S', to: 'T', ...onto }]), { seed }));
}

const pairOf = ({ source, target }: { source: number; target: number }) => `${source} ${target}`;

function degrees(cells: readonly number[], size: number): number[] {
  const counts = new Array<number>(size).fill(0);
  for (const cell of cells) counts[cell]!++;
  return counts;
}

const options = fc.record({ replacement: fc.boolean(), selfConnections: fc.boolean() });

describe('fixed out-degree', () => {
  it('gives each source exactly so many targets, with the options asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 0, max: 40 }), options, (size, asked, chosen) => {
        const degree = chosen.replacement ? asked : Math.min(asked, chosen.selfConnections ? size : size - 1);
        const found = wired(fixedOutDegree(degree, chosen), size, 'itself');
        const outDegrees = degrees(
          found.map(({ source }) => source),
          size,
        );
        expect(outDegrees).toEqual(new Array(size).fill(degree));
        if (!chosen.selfConnections) expect(found.every(({ source, target }) => source !== target)).toBe(true);
        if (!chosen.replacement) expect(new Set(found.map(pairOf)).size).toBe(found.length);
      }),
      { numRuns: 40 },
    );
  });

  it('reaches each target equally often', () => {
    const found = wired(fixedOutDegree(25), 400, 50);
    const inDegrees = degrees(
      found.map(({ target }) => target),
      50,
    );
    // Each is binomial (400, 1/2).
    expect(chiSquare(inDegrees, () => 200) / 0.5).toBeLessThan(chiSquareLimit(49));
  });

  it('draws the same for the same seed alone', () => {
    const [a, b, c] = [1, 1, 2].map((seed) => wired(fixedOutDegree(7), 30, 40, seed).map(pairOf));
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });
});

describe('fixed total number', () => {
  it('makes exactly so many synapses, with the options asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 0, max: 500 }), options, (size, asked, chosen) => {
        const total = chosen.replacement ? asked : Math.min(asked, size * (chosen.selfConnections ? size : size - 1));
        const found = wired(fixedTotalNumber(total, chosen), size, 'itself');
        expect(found).toHaveLength(total);
        if (!chosen.selfConnections) expect(found.every(({ source, target }) => source !== target)).toBe(true);
        if (!chosen.replacement) expect(new Set(found.map(pairOf)).size).toBe(found.length);
      }),
      { numRuns: 40 },
    );
  });

  it.each([true, false])('draws each source and each target equally often (replacement: %s)', (replacement) => {
    const found = wired(fixedTotalNumber(6000, { replacement }), 100, 120);
    const [sources, targets] = [
      degrees(
        found.map(({ source }) => source),
        100,
      ),
      degrees(
        found.map(({ target }) => target),
        120,
      ),
    ];
    // Binomial with replacement; without it the variance is smaller by the share of the pairs that are left.
    const spread = replacement ? 1 : 0.5;
    expect(chiSquare(sources, () => 60) / spread).toBeLessThan(chiSquareLimit(99));
    expect(chiSquare(targets, () => 50) / spread).toBeLessThan(chiSquareLimit(119));
  });

  it('is refused without replacement where there are fewer pairs', () => {
    expect(() => wired(fixedTotalNumber(26), 5, 5)).toThrow('fixedTotalNumber(26) out of 25 possible pairs');
    expect(() => fixedTotalNumber(1.5)).toThrow('expected a whole number');
  });
});

describe('probability by cell', () => {
  it.each(['source', 'target'] as const)('of each %s makes that share of its pairs', (by) => {
    const p = [0, 0.1, 0.5, 1];
    const found = by === 'source' ? wired(probability(p, { by }), 4, 4000) : wired(probability(p, { by }), 4000, 4);
    const counts = degrees(
      found.map((synapse) => synapse[by]),
      4,
    );
    expect([counts[0], counts[3]]).toEqual([0, 4000]);
    for (const k of [1, 2]) {
      expect(Math.abs(counts[k]! - 4000 * p[k]!) / Math.sqrt(4000 * p[k]! * (1 - p[k]!))).toBeLessThan(normalLimit);
    }
  });

  it('says what is missing or does not fit', () => {
    expect(() => probability([0.1, 0.2])).toThrow('whose cells it is for is not said');
    expect(() => probability([0.1, 1.2], { by: 'source' })).toThrow('entry 1 is 1.2');
    expect(() => wired(probability([0.1], { by: 'target' }), 3, 4)).toThrow('expected one for each of 4 target cells');
  });
});

describe('fixed degrees among the pairs that a condition leaves', () => {
  const near = expression('abs(i - j) <= 3');

  it.each([true, false])('are exact, and only such pairs are drawn (replacement: %s)', (replacement) => {
    const chosen = { where: near, replacement, selfConnections: false };
    const incoming = wired(fixedInDegree(3, chosen), 40, 'itself');
    const outgoing = wired(fixedOutDegree(3, chosen), 40, 'itself');
    expect(
      degrees(
        incoming.map(({ target }) => target),
        40,
      ),
    ).toEqual(new Array(40).fill(3));
    expect(
      degrees(
        outgoing.map(({ source }) => source),
        40,
      ),
    ).toEqual(new Array(40).fill(3));
    for (const { source, target } of [...incoming, ...outgoing]) {
      expect(source !== target && Math.abs(source - target) <= 3).toBe(true);
    }
  });

  it('are refused where too few are left, naming the cell', () => {
    expect(() => wired(fixedInDegree(5, { where: near }), 40, 'itself')).toThrow('target cell 0 has 4 possible sources');
    expect(() => wired(fixedOutDegree(5, { where: near }), 40, 'itself')).toThrow('source cell 0 has 4 possible targets');
  });
});
