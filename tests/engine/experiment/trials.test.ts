import { describe, expect, it } from 'vitest';
import {
  allToAll,
  defineCell,
  expression,
  lyapunovExponent,
  type Network,
  network,
  noiseInto,
  normal,
  orthogonal,
  pairs,
  stateDistance,
  stateRank,
  steps,
  trainsInto,
  tryOut,
  uniform,
} from '../../../engine/index.ts';
import { echoState, identityUnit, inputUnit, lifDelta, liquid } from '../../../models/index.ts';

const tried = (made: Network, seed = 1, dt = 1) => ({ network: made, seed, dt });

/** x' = r x (1 - x), or with a second number b times the first before: Hénon's map. */
const logistic = defineCell({
  name: 'logistic',
  source: 'May 1976, Nature 261:459',
  parameters: { r: { default: 4, doc: 'growth' } },
  state: { x: { unit: '1', initial: 0.3, doc: 'share' } },
  ports: {},
  equations: "x' = r * x * (1 - x)",
});
const henon = defineCell({
  name: 'henon',
  source: 'Hénon 1976, Commun Math Phys 50:69',
  parameters: {},
  state: { x: { unit: '1', initial: 0.1, doc: 'across' }, y: { unit: '1', initial: 0.1, doc: 'up' } },
  ports: {},
  equations: `
    x' = 1 - 1.4 * x * x + y
    y' = 0.3 * x
  `,
});

describe('the largest Lyapunov exponent', () => {
  it('of the logistic map is ln 2 for r = 4, and that of its fixed point or its cycle below', () => {
    const of = (r: number, count: number) =>
      tryOut(lyapunovExponent('x', { steps: count }), tried(network({ x: logistic.of(1, { r }) }, [])));
    // The mean of ln|4 - 8x| over n steps has a standard error of about 1 / sqrt(n) and less, since signs alternate.
    expect(of(4, 20_000)).toBeCloseTo(Math.LN2, 2);
    // The fixed point 1 - 1/r has the slope 2 - r.
    expect(of(2.5, 2000)).toBeCloseTo(Math.log(0.5), 6);
    // The slope of the cycle of two is (r - 1)^2 - 5 + ... = 4 + 2r - r^2, over its two steps.
    expect(of(3.2, 2000)).toBeCloseTo(Math.log(Math.abs(4 + 2 * 3.2 - 3.2 ** 2)) / 2, 6);
  });

  it("of Hénon's map is 0.419 (Sprott 2003, appendix A)", () => {
    expect(tryOut(lyapunovExponent('m', { steps: 20_000 }), tried(network({ m: henon.of(1) }, [])))).toBeCloseTo(0.419, 2);
  });

  it('of linear cells is the logarithm of the spectral radius', () => {
    const rotation = network({ x: identityUnit.of(7) }, [
      { from: 'x', to: 'x', port: 'input', wiring: allToAll(), weight: normal(0, 1), shape: orthogonal(0.8), delay: steps(1) },
    ]);
    // A rotation changes all lengths alike; the first steps have an identity's state beside what is on its way.
    expect(tryOut(lyapunovExponent('x'), tried(rotation))).toBeCloseTo(Math.log(0.8), 6);
    const growing = network({ x: identityUnit.of(2) }, [
      {
        from: 'x',
        to: 'x',
        port: 'input',
        wiring: pairs([0, 1], [0, 1]),
        weight: expression('1.1 - 0.4 * i'),
        delay: steps(1),
      },
    ]);
    expect(tryOut(lyapunovExponent('x', { washout: 5, steps: 500 }), tried(growing))).toBeCloseTo(Math.log(1.1), 2);
  });

  it('of an echo state network is below 0 at a spectral radius of 0.9, above at 1.5', () => {
    const of = (radius: number, seed: number) => {
      const made = echoState({ inputs: 1, cells: 400, outputs: 1, radius, input: uniform(-0.1, 0.1) });
      return tryOut(lyapunovExponent('x', { drive: noiseInto('u', 'input'), steps: 200 }), tried(made, seed));
    };
    // Smaller networks may well be periodic at 1.5.
    for (const seed of [1, 2]) {
      expect(of(0.9, seed)).toBeLessThan(-0.05);
      expect(of(1.5, seed)).toBeGreaterThan(0.01);
    }
  });

  it('is minus infinity where twins become one, and refused where cells spike', () => {
    const forgetting = network({ u: inputUnit.of(1), x: identityUnit.of(3) }, [
      { from: 'u', to: 'x', port: 'input', wiring: allToAll(), weight: 1 },
    ]);
    expect(tryOut(lyapunovExponent('x'), tried(forgetting))).toBe(Number.NEGATIVE_INFINITY);
    expect(() => tryOut(lyapunovExponent('E'), tried(network({ E: lifDelta.of(2) }, []), 1, 0.1))).toThrow('E spikes');
  });
});

/** The last `cells` inputs, one in each cell. */
function delayLine(cells: number): Network {
  const line = Array.from({ length: cells }, (_, k) => k);
  return network({ u: inputUnit.of(1), x: identityUnit.of(cells) }, [
    { from: 'u', to: 'x', port: 'input', wiring: pairs([0], [0]), weight: 1 },
    {
      from: 'x',
      to: 'x',
      port: 'input',
      wiring: pairs(line.slice(0, -1), line.slice(1)),
      weight: 1,
      delay: steps(1),
    },
  ]);
}

describe('the rank of states', () => {
  const drive = noiseInto('u', 'input');

  it('of a delay line is as many as there are cells, steps or streams, whichever is least', () => {
    const of = (count: number, streams?: number) =>
      tryOut(stateRank('x', { drive, steps: count, ...(streams === undefined ? {} : { streams }) }), tried(delayLine(10)));
    expect(of(30)).toBe(10);
    expect(of(4)).toBe(4);
    expect(of(30, 6)).toBe(6);
  });

  it('where the last k steps are alike loses k, but for the one direction that they have in common', () => {
    const of = (alike: number) => tryOut(stateRank('x', { drive, steps: 30, alike }), tried(delayLine(10)));
    expect(of(3)).toBe(8);
    expect(of(9)).toBe(2);
    expect(of(10)).toBe(1);
  });
});

describe('the distance of states', () => {
  const drive = noiseInto('u', 'input');

  it('of a delay line is that of the inputs that it holds', () => {
    const of = (options: object) =>
      tryOut(stateDistance('x', { drive, steps: 400, pairs: 40, ...options }), tried(delayLine(100)));
    // Differences of two uniform numbers in [-1, 1) have the variance 2/3, so 100 of them a norm of about sqrt(66.7); less than 1 % by 40 pairs.
    expect(of({})).toBeCloseTo(Math.sqrt(200 / 3), 0);
    expect(of({ apart: 0.25 })).toBeCloseTo(Math.sqrt(50 / 3), 0);
    expect(of({ apart: 0 })).toBe(0);
    expect(of({ alike: 100 })).toBe(0);
    expect(of({ still: 99 })).toBeGreaterThan(0);
    expect(of({ still: 100 })).toBe(0);
  });

  it('of a train and its jittered copy in a delay line is that of the places of their events', () => {
    const [p, deviation, places] = [0.1, 3, 80];
    const train = trainsInto('u', 'input', { rate: `${1000 * p} Hz` });
    const of = (options: object, drive = train) =>
      tryOut(stateDistance('x', { drive, steps: 300, alike: 20, pairs: 200, ...options }), tried(delayLine(100)));
    // An event stays in its step with the chance q(0); the copy of independent events of chance p has p - p^2 sum q^2 as the variance of a place.
    const normal = (x: number) => Math.exp((-x * x) / (2 * deviation * deviation)) / (deviation * Math.sqrt(2 * Math.PI));
    const stays = normal(0);
    const together = 1 / (2 * deviation * Math.sqrt(Math.PI));
    const square = places * (p * (1 - p) + p - p * p * together - 2 * p * (1 - p) * stays);
    // The mean of a root is below the root of the mean: of numbers of some 13 by 2 %; 200 pairs find it to 1.5 %.
    const found = of({ jitter: `${deviation} ms` });
    expect(found / Math.sqrt(square)).toBeGreaterThan(0.94);
    expect(found / Math.sqrt(square)).toBeLessThan(1.01);
    expect(of({ jitter: '0 ms' })).toBe(0);
    expect(() => of({ jitter: '1 ms' }, drive)).toThrow('jitter of noise');
    expect(() => of({ jitter: '1 ms', apart: 0.5 })).toThrow('both apart and jitter');
  });

  it('of an echo state network is gone after 500 steps at a spectral radius of 0.9, and not at 1.5', () => {
    const of = (radius: number, seed: number) =>
      tryOut(
        stateDistance('x', { drive, steps: 100, still: 500, pairs: 3 }),
        tried(echoState({ inputs: 1, cells: 100, outputs: 1, radius }), seed),
      );
    for (const seed of [1, 2, 3]) {
      expect(of(0.9, seed)).toBeLessThan(1e-6);
      expect(of(1.5, seed)).toBeGreaterThan(0.1);
    }
  });

  it('of a liquid grows with how far trains are apart', () => {
    const made = liquid({ trains: 4 });
    const trains = trainsInto('input', 'excitatory', { rate: '40 Hz' });
    const of = (apart: number) =>
      tryOut(stateDistance(['E', 'I'], { drive: trains, steps: 3000, pairs: 6, apart }), tried(made, 1, 0.1));
    const found = [0, 0.1, 0.4, 1].map(of);
    expect(found[0]).toBe(0);
    expect(found[1]).toBeGreaterThan(0.5);
    expect(found[2]).toBeGreaterThan(found[1]!);
    expect(found[3]).toBeGreaterThan(found[2]!);
  });
});
