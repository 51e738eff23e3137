import { describe, expect, it } from 'vitest';
import {
  allToAll,
  cycle,
  cycleJumps,
  delayLine,
  fixedInDegree,
  network,
  oneToOne,
  pairs,
  probability,
  smallWorld,
  uniform,
  type Wiring,
} from '../../../engine/index.ts';
import { lifDelta, spikeList } from '../../../models/index.ts';
import { chiSquare, chiSquareLimit, normalLimit } from './chi-square.ts';
import { planOf, synapsesOf, tableBytes } from './tables.ts';

/** Connections of a population with itself, or (with `sources`) from another one. */
function wired(wiring: Wiring, size: number, { sources, seed = 1 }: { sources?: number; seed?: number } = {}) {
  const projection = { to: 'E', port: 'synapse', wiring, weight: '1 mV' } as const;
  const described =
    sources === undefined
      ? network({ E: lifDelta.of(size) }, [{ from: 'E', ...projection }])
      : network({ E: lifDelta.of(size), S: spikeList.of(sources) }, [{ from: 'S', ...projection }]);
  return synapsesOf(planOf(described, { seed }));
}

const pairOf = ({ source, target }: { source: number; target: number }) => `${source} ${target}`;

function inDegrees(synapses: readonly { target: number }[], size: number): number[] {
  const degrees = new Array<number>(size).fill(0);
  for (const { target } of synapses) degrees[target]!++;
  return degrees;
}

describe('all-to-all', () => {
  it('connects every source to every target once', () => {
    const found = wired(allToAll(), 7, { sources: 5 });
    expect(new Set(found.map(pairOf)).size).toBe(35);
    expect(found).toHaveLength(35);
  });

  it('leaves out self-connections if asked, within one population alone', () => {
    const options = { selfConnections: false };
    const found = wired(allToAll(options), 6);
    expect(found).toHaveLength(30);
    expect(found.every(({ source, target }) => source !== target)).toBe(true);
    expect(wired(allToAll(options), 6, { sources: 6 })).toHaveLength(36);
  });
});

describe('one-to-one and pairs', () => {
  it('connect cell i to cell i', () => {
    expect(wired(oneToOne(), 4, { sources: 4 }).map(pairOf)).toEqual(['0 0', '1 1', '2 2', '3 3']);
  });

  it('connect exactly the given pairs, a pair given twice twice', () => {
    expect(wired(pairs([2, 0, 2, 2], [1, 3, 1, 0]), 4, { sources: 3 }).map(pairOf)).toEqual(['0 3', '2 1', '2 1', '2 0']);
    expect(wired(pairs([], []), 4)).toEqual([]);
  });
});

describe('wirings on a ring', () => {
  const pairsOf = (wiring: Wiring, size: number) => wired(wiring, size).map(pairOf).sort();

  it('cycle and delayLine connect each cell to the next, and the last to the first or to none', () => {
    expect(pairsOf(cycle(), 4)).toEqual(['0 1', '1 2', '2 3', '3 0']);
    expect(pairsOf(delayLine(), 4)).toEqual(['0 1', '1 2', '2 3']);
  });

  it('cycleJumps connect every so manieth cell both ways, around the ring where they fit', () => {
    expect(pairsOf(cycleJumps(2), 6)).toEqual(['0 2', '0 4', '2 0', '2 4', '4 0', '4 2']);
    expect(pairsOf(cycleJumps(3), 8)).toEqual(['0 3', '3 0', '3 6', '6 3']);
  });

  it('smallWorld gives each cell so many different others, the nearest where nothing is rewired', () => {
    expect(pairsOf(smallWorld(2, 0), 4)).toEqual(['0 1', '0 3', '1 0', '1 2', '2 1', '2 3', '3 0', '3 2']);
    const [size, neighbours, rewired] = [2000, 6, 0.2];
    const found = wired(smallWorld(neighbours, rewired), size);
    expect(found).toHaveLength(size * neighbours);
    expect(new Set(found.map(pairOf)).size).toBe(found.length);
    expect(found.every(({ source, target }) => source !== target)).toBe(true);
    const far = found.filter(({ source, target }) => {
      const steps = (target - source + size) % size;
      return Math.min(steps, size - steps) > neighbours / 2;
    });
    // Of the rewired, a few of 2,000 fall on a neighbour: less than a hundredth of the deviation.
    const deviation = Math.sqrt(found.length * rewired * (1 - rewired));
    expect(Math.abs(far.length - found.length * rewired) / deviation).toBeLessThan(normalLimit);
    // Targets of the rewired: all cells alike.
    const bins = new Array<number>(10).fill(0);
    for (const { target } of far) bins[Math.floor((target * 10) / size)]!++;
    expect(chiSquare(bins, () => far.length / 10)).toBeLessThan(chiSquareLimit(9));
  });

  it('are refused where cells are too few', () => {
    expect(() => wired(cycleJumps(4), 4)).toThrow('shorter jumps');
    expect(() => wired(smallWorld(4, 0.1), 4)).toThrow('fewer neighbours');
    expect(() => smallWorld(3, 0.1)).toThrow('even number');
    expect(() => wired(cycle(), 4, { sources: 5 })).toThrow('expected equal sizes');
  });
});

describe('probability', () => {
  it.each([0.0004, 0.02, 0.3, 0.9])('%d makes that share of the pairs, evenly over sources and targets', (p) => {
    const [sources, targets] = [400, 500];
    const found = wired(probability(p), targets, { sources });
    const trials = sources * targets;
    expect(Math.abs(found.length - trials * p) / Math.sqrt(trials * p * (1 - p))).toBeLessThan(normalLimit);
    expect(new Set(found.map(pairOf)).size).toBe(found.length);
    // Ten bins along each axis.
    for (const [axis, size] of [
      ['source', sources],
      ['target', targets],
    ] as const) {
      const bins = new Array<number>(10).fill(0);
      for (const synapse of found) bins[Math.floor((synapse[axis] * 10) / size)]!++;
      const each = (trials * p) / 10;
      expect(chiSquare(bins, () => each) / (1 - p), axis).toBeLessThan(chiSquareLimit(10));
    }
  });

  it('draws each pair by itself: in-degrees and out-degrees are binomial, gaps are geometric', () => {
    const [size, p] = [1000, 0.08];
    const found = wired(probability(p), size, { sources: size });
    for (const degrees of [
      inDegrees(found, size),
      inDegrees(
        found.map(({ source }) => ({ target: source })),
        size,
      ),
    ]) {
      expect(chiSquare(degrees, () => size * p) / (1 - p)).toBeLessThan(chiSquareLimit(size));
    }
    const gaps = new Array<number>(20).fill(0);
    let count = 0;
    found.forEach(({ source, target }, k) => {
      if (target > 800 || found[k + 1]?.source !== source) return;
      gaps[Math.min(found[k + 1]!.target - target - 1, 19)]!++;
      count++;
    });
    const share = (k: number) => (k < 19 ? p * (1 - p) ** k : (1 - p) ** 19);
    expect(chiSquare(gaps, (k) => count * share(k))).toBeLessThan(chiSquareLimit(19));
  });

  it('0 makes none and 1 makes all, with or without self-connections', () => {
    expect(wired(probability(0), 20)).toEqual([]);
    expect(wired(probability(1), 20)).toHaveLength(400);
    expect(wired(probability(1, { selfConnections: false }), 20)).toHaveLength(380);
  });

  it('without self-connections is the same wiring but for those', () => {
    const all = wired(probability(0.3), 50).map(pairOf);
    const without = wired(probability(0.3, { selfConnections: false }), 50).map(pairOf);
    const own = all.filter((pair) => pair.split(' ')[0] === pair.split(' ')[1]);
    expect(own.length).toBeGreaterThan(0);
    expect(without).toEqual(all.filter((pair) => !own.includes(pair)));
  });
});

describe('fixed in-degree', () => {
  it.each([0, 1, 37, 200])('gives each target %d different sources', (degree) => {
    const found = wired(fixedInDegree(degree), 300, { sources: 200 });
    expect(inDegrees(found, 300)).toEqual(new Array(300).fill(degree));
    expect(new Set(found.map(pairOf)).size).toBe(found.length);
  });

  it.each([1, 5, 49])('without self-connections gives each of 50 cells %d others', (degree) => {
    const found = wired(fixedInDegree(degree, { selfConnections: false }), 50);
    expect(inDegrees(found, 50)).toEqual(new Array(50).fill(degree));
    expect(new Set(found.map(pairOf)).size).toBe(found.length);
    expect(found.every(({ source, target }) => source !== target)).toBe(true);
  });

  it('with replacement draws as often, some sources twice', () => {
    const found = wired(fixedInDegree(30, { replacement: true }), 100, { sources: 20 });
    expect(inDegrees(found, 100)).toEqual(new Array(100).fill(30));
    expect(new Set(found.map(pairOf)).size).toBeLessThan(found.length);
    const none = wired(fixedInDegree(30, { replacement: true, selfConnections: false }), 20);
    expect(inDegrees(none, 20)).toEqual(new Array(20).fill(30));
    expect(none.every(({ source, target }) => source !== target)).toBe(true);
  });

  it.each([
    { replacement: false, selfConnections: true },
    { replacement: false, selfConnections: false },
    { replacement: true, selfConnections: true },
    { replacement: true, selfConnections: false },
  ])('draws each source equally often: %o', (options) => {
    const [size, degree] = [120, 60];
    const found = wired(fixedInDegree(degree, options), size);
    const outDegrees = inDegrees(
      found.map(({ source }) => ({ target: source })),
      size,
    );
    // Without replacement a source's number is binomial (size, degree / pool); with replacement (size * degree, 1 / pool).
    const pool = options.selfConnections ? size : size - 1;
    const spread = options.replacement ? 1 - 1 / pool : 1 - degree / pool;
    expect(chiSquare(outDegrees, () => degree) / spread).toBeLessThan(chiSquareLimit(size - 1));
  });

  it('takes every subset of sources equally often', () => {
    // Ten subsets of three out of five.
    const found = wired(fixedInDegree(3), 20_000, { sources: 5 });
    const subsets = new Map<number, number>();
    for (const { source, target } of found) subsets.set(target, (subsets.get(target) ?? 0) | (1 << source));
    const counts = new Map<number, number>();
    for (const subset of subsets.values()) counts.set(subset, (counts.get(subset) ?? 0) + 1);
    expect(counts.size).toBe(10);
    expect(chiSquare([...counts.values()], () => 2000)).toBeLessThan(chiSquareLimit(9));
  });
});

describe('any wiring', () => {
  const kinds = { probability: probability(0.2), 'fixed in-degree': fixedInDegree(9) };

  it.each(Object.entries(kinds))('by %s is the same for the same seed, another for another', (_, wiring) => {
    const [a, b, c] = [1, 1, 2].map((seed) => wired(wiring, 60, { seed }).map(pairOf));
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });

  it.each(Object.entries(kinds))('by %s does not change when populations or projections are added before it', (_, wiring) => {
    const cell = lifDelta.of(60, { v: uniform('-65 mV', '-50 mV') });
    const own = {
      from: 'E',
      to: 'E',
      port: 'synapse',
      wiring,
      weight: uniform('0 mV', '1 mV'),
      delay: uniform('0 ms', '2 ms'),
    } as const;
    const alone = planOf(network({ E: cell }, [own]));
    const other = { from: 'A', to: 'E', port: 'synapse', wiring, weight: uniform('0 mV', '1 mV') } as const;
    const among = planOf(network({ A: cell, E: cell, B: lifDelta.of(7) }, [other, own]));
    expect(tableBytes(among, 'E->E:synapse#0')).toEqual(tableBytes(alone, 'E->E:synapse#0'));
    const initial = (plan: typeof alone) => {
      const { state } = plan.populations.find(({ name }) => name === 'E')!;
      return [...new Float64Array(plan.map.memory.buffer, state['v']!.address, 60)];
    };
    expect(initial(among)).toEqual(initial(alone));
  });

  it('of two projections of the same kind differs', () => {
    const one = { from: 'E', to: 'E', port: 'synapse', wiring: probability(0.2), weight: '1 mV' } as const;
    const plan = planOf(network({ E: lifDelta.of(60) }, [one, one]));
    expect(synapsesOf(plan, 0).map(pairOf)).not.toEqual(synapsesOf(plan, 1).map(pairOf));
  });
});
