import { expect, test } from 'vitest';
import { interleave, median, ratios, runsOf } from './interleave.ts';
import { runPlainCuba } from './yardsticks/cuba-plain.ts';

const still = () => ({ waited: 0, others: 0 });

test('takes turns, and leaves the first round out', async () => {
  const order: string[] = [];
  const contestant = (name: string, base: number) => ({
    name,
    run: (round: number) => {
      order.push(`${name}${round}`);
      return { seconds: round === 0 ? 1000 : base * round, rate: 5 };
    },
  });
  const result = await interleave([contestant('a', 1), contestant('b', 2)], 3, still);
  expect(order.join(' ')).toBe('a0 b0 a1 b1 a2 b2 a3 b3');
  expect(result.standings.map(({ seconds }) => seconds)).toEqual([
    [1, 2, 3],
    [2, 4, 6],
  ]);
  expect(ratios(result, 'b', 'a')).toEqual([2, 2, 2]);
  expect(runsOf(result, 'b').map(({ rate }) => rate)).toEqual([5, 5, 5]);
});

test('drops a round in which it had to wait for a core, for all contestants, and repeats it', async () => {
  let waited = 0;
  const run = (round: number) => {
    if (round === 2) waited += 0.1;
    return { seconds: round, rate: 5 };
  };
  const result = await interleave(
    [
      { name: 'a', run },
      { name: 'b', run },
    ],
    2,
    () => ({ waited, others: 0 }),
  );
  expect(result).toMatchObject({ quiet: true, dropped: 1 });
  expect(result.standings.map((standing) => standing.seconds)).toEqual([
    [1, 3],
    [1, 3],
  ]);
});

test('drops a round in which a process of a contestant had to wait', async () => {
  const run = (round: number) => ({ seconds: round, waited: round === 1 ? 0.5 : 0 });
  const result = await interleave([{ name: 'a', run }], 2, still);
  expect(result).toMatchObject({ quiet: true, dropped: 1 });
  expect(result.standings[0]!.seconds).toEqual([2, 3]);
});

test('drops a round in which others used a core, even where nobody had to wait', async () => {
  let others = 0;
  const run = (round: number) => {
    if (round === 1) others += 1000;
    return { seconds: round };
  };
  const result = await interleave([{ name: 'a', run }], 2, () => ({ waited: 0, others }));
  expect(result).toMatchObject({ quiet: true, dropped: 1 });
  expect(result.standings[0]!.seconds).toEqual([2, 3]);
});

test('ends on a machine that is busy all the time, and says so', async () => {
  let waited = 0;
  const run = () => ({ seconds: 1, rate: 5 });
  const result = await interleave([{ name: 'a', run }], 2, () => ({ waited: waited++, others: 0 }));
  expect(result).toMatchObject({ quiet: false, dropped: 0 });
  expect(result.standings[0]!.seconds).toHaveLength(3);
});

test('counts every round where the system does not tell of waiting', async () => {
  const run = () => ({ seconds: 1, rate: 5 });
  const result = await interleave([{ name: 'a', run }], 2, () => ({ waited: Number.NaN, others: Number.NaN }));
  expect(result).toMatchObject({ quiet: true, dropped: 0 });
});

test('the median of an even number of rounds lies between the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([9])).toBe(9);
});

test('the plain JavaScript yardstick fires at the published rate of the network it stands for', () => {
  const { rate, amount } = runPlainCuba(4000, 1, 1);
  expect(rate).toBeGreaterThan(4.8);
  expect(rate).toBeLessThan(6.3);
  expect(amount).toBe(Math.round(rate * 4000));
});
