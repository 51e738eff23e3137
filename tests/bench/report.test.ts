import { expect, test } from 'vitest';
import { figure, format, type Report, table } from './report.ts';

const report = (figures: Report['figures'], quiet = true): Report => ({
  suite: 'cuba',
  about: '4,000 neurons',
  figures,
  quiet,
  dropped: 2,
  notes: ['g++ 12'],
});

test('a figure is the median of its rounds, with the lowest and the highest', () => {
  expect(figure('engine', 's', [3, 1, 2])).toEqual({
    name: 'engine',
    unit: 's',
    value: 2,
    low: 1,
    high: 3,
    goal: null,
    pass: null,
  });
});

test('a goal is met by the median, whatever single rounds are', () => {
  expect(figure('ratio', 'x', [2.9, 3.1, 3.2], { atLeast: 3 }).pass).toBe(true);
  expect(figure('ratio', 'x', [2.9, 2.99, 3.2], { atLeast: 3 }).pass).toBe(false);
  expect(figure('cost', '%', [4, 10, 30], { atMost: 10 }).pass).toBe(true);
  expect(figure('cost', '%', [Number.NaN], { atMost: 10 }).pass).toBe(false);
});

test('the table shows median, range, goal and pass mark', () => {
  const text = table(report([figure('ratio', 'x', [3, 3.5, 4], { atLeast: 3 }), figure('cost', '%', [12], { atMost: 10 })]));
  expect(text).toMatch(/^cuba: 4,000 neurons$/m);
  expect(text).toMatch(/^ {2}ratio +3\.500 x +3\.000 to 4\.000 +>= 3\.000 {2}pass$/m);
  expect(text).toMatch(/^ {2}cost +12\.00 % +<= 10\.00 {2}FAIL$/m);
  expect(text).toContain('g++ 12');
  expect(text).toContain('2 rounds dropped');
  expect(text).not.toContain('DISTURBED');
  expect(table(report([figure('a', 's', [1])], false))).toContain('DISTURBED');
});

test('numbers have four digits, and no exponent', () => {
  expect([0, 0.00012, 0.3871, 12.345, 999.96, 1234.5, -2.5].map(format)).toEqual([
    '0.000000',
    '0.000120',
    '0.3871',
    '12.35',
    '1,000.0',
    '1,235',
    '-2.500',
  ]);
});
