import { describe, expect, it } from 'vitest';
import { opened } from './open.ts';

const options = { segments: 6, segment: 50, spikes: 3, poisson: false, jitter: 0, train: 400 };

describe('Spike templates', () => {
  it('give each example the spikes of one template per segment, and say which', async () => {
    const data = await opened('spike-templates', { options });
    expect(data.steps).toBe(3000);
    const trains = new Map<string, Set<string>>();
    const places = ['newest', 'second', 'third', 'fourth', 'fifth', 'sixth'];
    for (let example = 0; example < data.size; example++) {
      const train = data.values('spikes', example);
      expect(Array.from(train).reduce((sum, spikes) => sum + spikes, 0)).toBe(18);
      places.forEach((place, age) => {
        const first = (5 - age) * 500;
        const key = `${place} ${data.values(place, example)[0]}`;
        const segment = Array.from(train)
          .slice(first, first + 500)
          .join('');
        trains.set(key, (trains.get(key) ?? new Set()).add(segment));
      });
    }
    // Without jitter a label stands for one train, and another label for another one.
    expect(trains.size).toBe(12);
    expect(new Set([...trains.values()].map((set) => [...set].join())).size).toBe(12);
    for (const set of trains.values()) expect(set.size).toBe(1);
  });

  it('say whether the newest two segments differ', async () => {
    const data = await opened('spike-templates', { options });
    for (let example = 0; example < data.size; example++) {
      const [newest, second, xor] = ['newest', 'second', 'xor'].map((field) => data.values(field, example)[0]);
      expect(xor).toBe(newest === second ? 0 : 1);
    }
  });

  it('move each spike by a normal number', async () => {
    const jittered = { options: { segment: 1000, spikes: 1, poisson: false, step: 1, train: 1000 } };
    const data = await opened('spike-templates', jittered);
    const times = [0, 1].map((label) =>
      Array.from({ length: data.size }, (_, example) => example)
        .filter((example) => data.values('newest', example)[0] === label)
        .map((example) => Array.prototype.indexOf.call(data.values('spikes', example), 1)),
    );
    for (const one of times) {
      const mean = one.reduce((sum, time) => sum + time, 0) / one.length;
      const deviation = Math.sqrt(one.reduce((sum, time) => sum + (time - mean) ** 2, 0) / one.length);
      // 4 ms, and steps of 1 ms add but a hundredth; four standard errors of about 500 spikes.
      expect(Math.abs(deviation - 4)).toBeLessThan((4 * 4) / Math.sqrt(2 * one.length));
    }
  });
});
