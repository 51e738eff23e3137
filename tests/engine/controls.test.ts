import { describe, expect, it } from 'vitest';
import {
  type ControlDeclarations,
  declareControls,
  describeRange,
  globalFlags,
  kebabName,
  resolveControls,
} from '../../engine/controls.ts';

const controls = declareControls({
  size: { default: 4000, min: 100, max: 1_000_000, integer: true, doc: 'number of neurons' },
  examples: { default: 500, min: 1, max: 9002, integer: true, named: { all: 9002 }, doc: 'examples' },
  inputRate: { default: '100 Hz', min: '0 Hz', max: '1 kHz', doc: 'rate' },
  gain: { default: 0.5, doc: 'gain' },
  shape: { default: 'ring', choices: ['ring', 'grid'], doc: 'shape' },
  plastic: { default: false, doc: 'learns' },
  formula: { default: 'A & B', longest: 10, doc: 'a formula' },
});

describe('controls', () => {
  it('keep their defaults, quantities as text in the default’s unit', () => {
    expect(resolveControls(controls, {})).toEqual({
      size: 4000,
      examples: 500,
      inputRate: '100 Hz',
      gain: 0.5,
      shape: 'ring',
      plastic: false,
      formula: 'A & B',
    });
  });

  it('are read from terminal text and from values alike', () => {
    const text = {
      size: '1000',
      examples: 'all',
      'input-rate': '0.2 kHz',
      gain: '-1e-3',
      shape: 'grid',
      plastic: 'true',
      formula: '!A',
    };
    const expected = {
      size: 1000,
      examples: 9002,
      inputRate: '200 Hz',
      gain: -0.001,
      shape: 'grid',
      plastic: true,
      formula: '!A',
    };
    expect(resolveControls(controls, text)).toEqual(expected);
    expect(resolveControls(controls, expected)).toEqual(expected);
  });

  it.each([
    ['size', '0', "control 'size' is '0', expected a whole number from 100 to 1000000"],
    ['size', '100.5', "control 'size' is '100.5', expected a whole number from 100 to 1000000"],
    ['size', 'many', "control 'size' is 'many', expected a whole number from 100 to 1000000"],
    ['size', '', "control 'size' is '', expected a whole number"],
    ['examples', 'al', 'expected a whole number from 1 to 9002 or all'],
    ['inputRate', '2 kHz', "control 'inputRate' is '2 kHz', expected a quantity in Hz from '0 Hz' to '1000 Hz'"],
    ['inputRate', '20', "control 'inputRate': '20' has no unit"],
    ['inputRate', '20 ms', "'20 ms' is in ms, expected a quantity in Hz"],
    ['gain', 'Infinity', "control 'gain' is 'Infinity', expected a number"],
    ['gain', Number.NaN, "control 'gain' is NaN, expected a number"],
    ['shape', 'rings', "control 'shape' is 'rings', expected one of: ring, grid"],
    ['formula', 'A & B & C & D', "control 'formula' is 'A & B & C & D', expected a text of at most 10 characters"],
    ['plastic', 'yes', "control 'plastic' is 'yes', expected true or false"],
  ])('refuse %s = %j', (name, value, message) => {
    expect(() => resolveControls(controls, { [name]: value })).toThrow(message);
  });

  it('refuse unknown names with the nearest, and one control under two names', () => {
    expect(() => resolveControls(controls, { sise: 1 })).toThrow(
      expect.objectContaining({ code: 'usage', hint: "Did you mean 'size'?" }),
    );
    expect(() => resolveControls(controls, { inputRate: '1 Hz', 'input-rate': '1 Hz' })).toThrow('is given twice');
  });

  it.each(globalFlags.map((flag) => flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())))(
    'may not be called %s',
    (name) => {
      expect(() => declareControls({ [name]: { default: 1, doc: 'd' } }, globalFlags)).toThrow(
        `control '${name}' takes the name of a global flag`,
      );
    },
  );

  it.each([
    [{ 'input-rate': { default: 1, doc: 'd' } }, 'is no name'],
    [{ a: { default: 1, doc: '' } }, "doc of control 'a' is missing"],
    [{ a: { default: 5, max: 4, doc: 'd' } }, "control 'a' is 5, expected a number of at most 4"],
    [{ a: { default: 0.5, integer: true, doc: 'd' } }, 'expected a whole number'],
    [{ a: { default: 'x', choices: [], doc: 'd' } }, 'choices are empty'],
    [{ a: { default: 'x', longest: 0, doc: 'd' } }, 'longest is 0, expected a whole number of characters'],
    [{ a: { default: 'xyz', longest: 2, doc: 'd' } }, 'expected a text of at most 2 characters'],
  ] as [ControlDeclarations, string][])('are checked when declared: %j', (declared, message) => {
    expect(() => declareControls(declared)).toThrow(message);
  });

  it('have a flag name and a range to show', () => {
    expect(kebabName('inputRate')).toBe('input-rate');
    expect(Object.values(controls).map(describeRange)).toEqual([
      'a whole number from 100 to 1000000',
      'a whole number from 1 to 9002 or all',
      "a quantity in Hz from '0 Hz' to '1000 Hz'",
      'a number',
      'ring, grid',
      'true or false',
      'a text of at most 10 characters',
    ]);
  });
});
