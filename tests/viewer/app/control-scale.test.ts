import { describe, expect, it } from 'vitest';
import { fromSlider, type NumberControl, scaleOf, toSlider } from '../../../viewer/app/control-scale.ts';

const controls: readonly (readonly [string, Pick<NumberControl, 'kind' | 'default' | 'min' | 'max'>])[] = [
  ['a number', { kind: 'number', default: 5, min: 0, max: 20 }],
  ['a number around zero', { kind: 'number', default: 50, min: -150, max: 150 }],
  ['a number over many powers of ten', { kind: 'number', default: 1, min: 0.01, max: 100 }],
  ['a number over little more than two', { kind: 'number', default: 3, min: 1, max: 101 }],
  ['a number without limits', { kind: 'number', default: 0.0105 }],
  ['few whole numbers', { kind: 'integer', default: 90, min: 0, max: 138 }],
  ['whole numbers over many powers of ten', { kind: 'integer', default: 1000, min: 10, max: 100_000 }],
];

describe.each(controls)('the slider of %s', (_, given) => {
  const scale = scaleOf(given as NumberControl);

  it('has another value at each of its places, rising from end to end', () => {
    let last = Number.NEGATIVE_INFINITY;
    for (let place = 0; place <= scale.places; place++) {
      const value = fromSlider(place, scale);
      expect(value).toBeGreaterThan(last);
      last = value;
    }
    expect([fromSlider(0, scale), last]).toEqual([scale.low, scale.high]);
  });

  it('goes to a place and stays there', () => {
    for (let place = 0; place <= scale.places; place += 7) expect(toSlider(fromSlider(place, scale), scale)).toBe(place);
  });
});
