import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDimension,
  formatQuantity,
  isUnitSymbol,
  multiplyDimensions,
  parseQuantity,
  parseUnit,
  sameDimension,
} from '../../engine/units.ts';

/** The dimension of a product of units with powers. */
function product(...factors: [string, number][]) {
  return factors.reduce(
    (left, [unit, power]) => multiplyDimensions(left, parseUnit(unit).dimension, power),
    parseUnit('').dimension,
  );
}

describe('units', () => {
  it('form a coherent set: no factor appears in pF mV/ms = pA, nS mV = pA, GOhm pA = mV, GOhm pF = ms', () => {
    expect(parseUnit('pF mV/ms')).toEqual(parseUnit('pA'));
    expect(parseUnit('nS mV')).toEqual(parseUnit('pA'));
    expect(parseUnit('GOhm pA')).toEqual(parseUnit('mV'));
    expect(parseUnit('GOhm pF')).toEqual(parseUnit('ms'));
  });

  it('agree with the SI: V/A is Ohm, A s is F V, 1/s is Hz, uF/cm^2 is a capacitance per area', () => {
    expect(parseUnit('V/A')).toEqual(parseUnit('Ohm'));
    expect(parseUnit('A s')).toEqual(parseUnit('F V'));
    expect(parseUnit('1/s')).toEqual(parseUnit('Hz'));
    expect(parseUnit('uF/cm^2').factor).toBe(0.01);
  });

  it.each([
    ['', 1],
    ['1', 1],
    ['s', 1e3],
    ['us', 1e-3],
    ['µs', 1e-3],
    ['μs', 1e-3],
    ['V', 1e3],
    ['nA', 1e3],
    ['nF', 1e3],
    ['uS', 1e3],
    ['pS', 1e-3],
    ['MOhm', 1e-3],
    ['MΩ', 1e-3],
    ['kOhm', 1e-6],
    ['mm', 1e3],
    ['µm', 1],
    ['Hz', 1e-3],
    ['kHz', 1],
    ['uM', 1e-3],
    ['V/s', 1],
    ['1/(mV ms)', 1],
    ['ms^-1', 1],
    ['s^2', 1e6],
    ['mV/ms^0.5', 1],
    ['s^0.5', Math.sqrt(1000)],
  ])('reads %j as %d internal units', (text, factor) => {
    expect(parseUnit(text).factor).toBeCloseTo(factor, 10);
  });

  it('multiply and divide left to right, with parentheses and powers', () => {
    expect(parseUnit('pA/ms*mV').dimension).toEqual(product(['pA', 1], ['ms', -1], ['mV', 1]));
    expect(parseUnit('1/(mV ms)').dimension).toEqual(product(['mV', -1], ['ms', -1]));
    expect(parseUnit('(mV/ms)^2').dimension).toEqual(product(['mV', 2], ['ms', -2]));
  });

  it.each(['msec', 'mV/', '(mV', 'mV)', 'mV ms)', '2', 'mV^x', 'mV^0.3', '/ms', 'mV//ms', 'mV2', 'm V^'])('refuse %j', (text) => {
    expect(() => parseUnit(text)).toThrow(`unit '${text}' cannot be read`);
  });

  it('refuse a product by space after a quotient, which could mean two things', () => {
    expect(() => parseUnit('1/mV ms')).toThrow('use parentheses');
  });

  it('know their symbols, case included', () => {
    expect(['ms', 'Hz', 'µm', 'GΩ', 'MS', 'mV/ms', ''].map(isUnitSymbol)).toEqual([true, true, true, true, false, false, false]);
  });

  it('print as text that reads back to the same dimension', () => {
    const exponent = fc.integer({ min: -6, max: 6 }).map((twice) => twice / 2);
    fc.assert(
      fc.property(fc.tuple(exponent, exponent, exponent, exponent, exponent), (dimension) => {
        const read = parseUnit(formatDimension(dimension));
        return sameDimension(read.dimension, dimension) && read.factor === 1;
      }),
    );
    expect(formatDimension(parseUnit('A/V').dimension)).toBe('nS');
    expect(formatDimension(parseUnit('Hz').dimension)).toBe('1/ms');
  });
});

describe('quantities', () => {
  it.each([
    ['20 ms', 'ms', 20],
    ['20ms', 'ms', 20],
    ['0.5 s', 'ms', 500],
    ['9 us', 'ms', 0.009],
    ['-49.5 mV', 'mV', -49.5],
    ['1e-3 V', 'mV', 1],
    ['.5 nA', 'pA', 500],
    ['100 Hz', 'Hz', 0.1],
    ['5 1/ms', 'Hz', 5],
    ['0.3 V/s', 'mV/ms', 0.3],
    ['0.5', '1', 0.5],
    ['7', '', 7],
  ])('read %j as %j: %d', (text, unit, value) => {
    expect(parseQuantity(text, unit, 'x')).toBe(value);
  });

  it('name the parameter, the given and the expected unit when refused', () => {
    expect(() => parseQuantity('20 mV', 'ms', 'parameter tau')).toThrow(
      "parameter tau: '20 mV' is in mV, expected a quantity in ms",
    );
    expect(() => parseQuantity('20', 'ms', 'parameter tau')).toThrow(
      "parameter tau: '20' has no unit, expected a quantity in ms",
    );
    expect(() => parseQuantity('20 ms', '1', 'gain')).toThrow("gain: '20 ms' is in ms, expected a number without unit");
  });

  it.each(['', 'ms', 'abc', '1.2.3 ms', 'NaN ms', 'Infinity ms', '1e400 ms', '1_000 ms', '0x10 ms', '20 20 ms'])(
    'refuse %j',
    (text) => {
      expect(() => parseQuantity(text, 'ms', 'x')).toThrow(/x: /);
    },
  );

  it('suggest the nearest unit of the right dimension', () => {
    expect(() => parseQuantity('20 MS', 'ms', 'x')).toThrow(
      expect.objectContaining({ code: 'unit', hint: "Did you mean 'ms'?" }),
    );
    expect(() => parseQuantity('20 msec', 'ms', 'x')).toThrow(expect.objectContaining({ hint: 'Known: ms, s, us, ns.' }));
  });

  it('print and read back to the same number in any unit', () => {
    const units = fc.constantFrom('ms', 's', 'us', 'Hz', 'mV', 'V', 'nA', 'MOhm', '1');
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 6 }), units, (mantissa, decimals, unit) => {
        const text = unit === '1' ? `${mantissa / 10 ** decimals}` : `${mantissa / 10 ** decimals} ${unit}`;
        const value = parseQuantity(text, unit, 'x');
        return parseQuantity(formatQuantity(value, unit), unit, 'x') === value;
      }),
    );
    expect(formatQuantity(500, 's')).toBe('0.5 s');
  });
});
