import { describe, expect, it } from 'vitest';
import { ansiColours, coloursFor, noColours } from '../../../cli/terminal/colour.ts';
import { large, number, simulatedTime, wallTime } from '../../../cli/terminal/format.ts';
import { table } from '../../../cli/terminal/table.ts';
import { displayWidth, padStart, printable, shorten, wrap } from '../../../cli/terminal/text.ts';

describe('text', () => {
  it('counts no column for colours', () => {
    expect(displayWidth(ansiColours.red('µ – x'))).toBe(5);
    expect(padStart(ansiColours.bold('ab'), 4)).toBe(`  ${ansiColours.bold('ab')}`);
  });

  it('makes a name from a foreign file harmless', () => {
    expect(printable('E\u001b[2J\r\nI\u202e')).toBe('E\ufffd[2J\ufffd\ufffdI\ufffd');
    expect(printable('mushroom body · Ω')).toBe('mushroom body · Ω');
  });

  it('shortens with an ellipsis and wraps at spaces', () => {
    expect(shorten('excitatory', 4)).toBe('exc…');
    expect(shorten('E', 4)).toBe('E');
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('unbreakable x', 4)).toEqual(['unbreakable', 'x']);
  });

  it('lines up columns, also coloured ones', () => {
    const lines = table(
      [{ heading: 'name' }, { heading: 'n', align: 'right' }],
      [
        [ansiColours.red('E'), '3,200'],
        ['longer', '8'],
      ],
    );
    expect(lines).toEqual(['name        n', `${ansiColours.red('E')}       3,200`, 'longer      8']);
  });
});

describe('format', () => {
  it('writes numbers with three digits', () => {
    expect([5.5712, 0, 93.46, 1234.5, -0.25, 0.00001234, 1e15, null].map((value) => number(value))).toEqual([
      '5.57',
      '0.00',
      '93.5',
      '1,235',
      '-0.250',
      '1.23e-5',
      '1.00e+15',
      '–',
    ]);
    expect([Number.NaN, Infinity, -Infinity].map((value) => number(value))).toEqual(['not a number', '∞', '-∞']);
    expect([999, 999_999, 1_786_213, 4.2e9].map(large)).toEqual(['999', '999,999', '1.79 million', '4.20 billion']);
  });

  it('writes times in the unit that reads best', () => {
    expect([0, 0.025, 0.1, 412.3, 1000, 12_500].map((ms) => simulatedTime(ms))).toEqual([
      '0 ms',
      '25 µs',
      '0.1 ms',
      '412.3 ms',
      '1 s',
      '12.5 s',
    ]);
    expect([0.4123, 12.34, 59.97, 125, 3840].map(wallTime)).toEqual([
      '0.41 s',
      '12.3 s',
      '1 min 00 s',
      '2 min 05 s',
      '1 h 04 min',
    ]);
  });

  it('keeps the form of a time that counts up', () => {
    expect([0, 41.25, 999.9].map((ms) => simulatedTime(ms, 1000))).toEqual(['0.000 s', '0.041 s', '1.000 s']);
    expect(simulatedTime(7, 500)).toBe('7.0 ms');
  });
});

describe('coloursFor', () => {
  it('follows NO_COLOR first, then FORCE_COLOR, then the terminal', () => {
    const terminal = { isTTY: true };
    expect(coloursFor(terminal, {})).toBe(ansiColours);
    expect(coloursFor({}, {})).toBe(noColours);
    expect(coloursFor(terminal, { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(noColours);
    expect(coloursFor(terminal, { NO_COLOR: '' })).toBe(ansiColours);
    expect(coloursFor({}, { FORCE_COLOR: '1' })).toBe(ansiColours);
    expect(coloursFor(terminal, { FORCE_COLOR: '0' })).toBe(noColours);
    expect(coloursFor(terminal, { TERM: 'dumb' })).toBe(noColours);
  });
});
