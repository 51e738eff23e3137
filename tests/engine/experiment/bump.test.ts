/** The population vector of a ring: its length and how fast it turns, from spikes put there by hand. */
import { describe, expect, it } from 'vitest';
import { Bump } from '../../../engine/experiment/bump.ts';
import { bumpLength, bumpSpeed, line, network, type Population, ring, scenario } from '../../../engine/index.ts';
import { experimentOf, finish, ramp } from './small.ts';

const size = 360;
const places = Float64Array.from({ length: size }, (_, cell) => cell * 2);

/** The cells of each step spike; a ring of 720 um. */
function bumpOf(steps: readonly (readonly number[])[], options = { from: 0, bin: 1 }): Bump {
  const bump = new Bump(places, 720, options);
  steps.forEach((cells, step) => {
    bump.add({ step, lane: 0, count: cells.length, cells: Uint32Array.from(cells) });
  });
  return bump;
}

/** `degrees` further with each step. */
const moving = (degrees: number, steps: number) =>
  Array.from({ length: steps }, (_, step) => [(((step * degrees) % size) + size) % size]);

describe('the speed of a bump', () => {
  it.each([1, 7, 90, 179, -1, -90, -179])('that moves by %d degrees a step is that, over many turns', (degrees) => {
    expect(bumpOf(moving(degrees, 1000)).speed()).toBeCloseTo(degrees / 360, 12);
  });

  it('is the slope of a line through its angles, not from the first to the last', () => {
    const angles = [10, 14, 11, 19, 26];
    const slope = (-2 * 10 - 14 + 19 + 2 * 26) / 10;
    expect(bumpOf(angles.map((angle) => [angle])).speed()).toBeCloseTo(slope / 360, 12);
  });

  it('counts from a step on, in whole bins', () => {
    const still = Array.from({ length: 50 }, () => [30]);
    const steps = [...still, ...moving(2, 43)];
    // 42 steps make 4 bins of 10; what is left over would turn the slope.
    steps[92] = [200];
    expect(bumpOf(steps, { from: 50, bin: 10 }).speed()).toBeCloseTo(2 / 360, 12);
  });

  it('is none where there is no direction: no spikes, opposite ones, one bin', () => {
    expect(bumpOf([[1], [], [3]]).speed()).toBeNull();
    expect(bumpOf([[1], []]).speed()).toBeNull();
    expect(bumpOf([[1]]).speed()).toBeNull();
    expect(bumpOf([]).speed()).toBeNull();
  });
});

describe('the length of the population vector', () => {
  it('is 1 for one place, that of the triangle for two, 0 all around', () => {
    expect(bumpOf([[5, 5], [77]]).length()).toBeCloseTo(1, 12);
    expect(bumpOf([[0, 60]]).length()).toBeCloseTo(Math.cos(Math.PI / 6), 12);
    expect(bumpOf([[0, 90, 180, 270]]).length()).toBeCloseTo(0, 12);
    expect(bumpOf([[], []]).length()).toBeNull();
  });

  it('is the mean over bins with spikes', () => {
    expect(bumpOf([[5], [], [0, 120]]).length()).toBeCloseTo(0.75, 12);
  });
});

describe('as a metric', () => {
  const about = { id: 'turning', title: 'a test', source: 'a test', dt: '1 ms', duration: '400 ms' } as const;
  const metrics = { speed: bumpSpeed('E', { from: '80 ms', bin: '4 ms' }), length: bumpLength('E', { bin: '1 ms' }) };
  const of = (E: Population) => scenario({ ...about, network: () => network({ E }, []), metrics });
  // Cell k of 8 fires in steps 15 + 2 k, 31 + 2 k, ...: a turn in 16 ms.
  const start = { drive: 1 / 16, x: [0, 1, 2, 3, 4, 5, 6, 7].map((k) => -k / 8) };

  it('is in turns per s, by the positions of the cells', async () => {
    const experiment = experimentOf(of(ramp.of(8, { ...start, position: ring(8, '1 mm') })));
    await finish(experiment);
    const found = experiment.result().metrics;
    expect(found['speed']).toBeCloseTo(1000 / 16, 9);
    expect(found['length']).toBeCloseTo(1, 12);
  });

  it('of cells that lie on no ring is an error', () => {
    for (const E of [ramp.of(8), ramp.of(8, { position: line(8, '1 mm') })]) {
      expect(() => experimentOf(of(E))).toThrow(
        expect.objectContaining({ message: 'E has no positions on a ring', where: 'metric speed' }),
      );
    }
  });

  it('needs a bin that lasts', () => {
    expect(() => bumpSpeed('E', { bin: '0 ms' })).toThrow('bins of 0 ms');
  });
});
