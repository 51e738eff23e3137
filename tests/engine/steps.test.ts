import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDt, roundToSteps, toSteps } from '../../engine/steps.ts';

describe('steps', () => {
  it('are exact for decimal multiples that binary numbers miss', () => {
    expect(toSteps(0.3, 0.1, 'delay')).toBe(3);
    expect(toSteps(1000, 0.1, 'duration')).toBe(10_000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e7 }), fc.integer({ min: 1, max: 1000 }), (steps, thousandths) => {
        return toSteps((steps * thousandths) / 1000, thousandths / 1000, 'x') === steps;
      }),
    );
  });

  it('refuse a time between two steps and name both neighbours', () => {
    const expected = { message: 'duration of 1.05 ms is no multiple of dt, 0.1 ms', hint: "Nearest: '1 ms' or '1.1 ms'." };
    expect(() => toSteps(1.05, 0.1, 'duration')).toThrow(expect.objectContaining(expected));
    expect(() => toSteps(1, 2, 'duration')).toThrow(expect.objectContaining({ hint: "Nearest: '2 ms'." }));
  });

  it('round delays to the nearest step, halves up', () => {
    expect([0, 0.04, 0.05, 0.149, 0.15, 0.25, 1.5].map((delay) => roundToSteps(delay, 0.1))).toEqual([0, 0, 1, 1, 2, 3, 15]);
  });

  it('refuse negative times and a dt that is not positive', () => {
    expect(() => toSteps(-1, 0.1, 'delay')).toThrow('delay is -1 ms');
    expect(() => roundToSteps(Number.NaN, 0.1)).toThrow('time is NaN ms');
    for (const dt of [0, -0.1]) expect(() => checkDt(dt)).toThrow(`dt is ${dt} ms, expected more than 0`);
  });
});
