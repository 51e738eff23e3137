import { describe, expect, it } from 'vitest';
import { examplesOf, opened } from './open.ts';

const options = { washout: 3, train: 5, after: 4, starts: 1, horizon: 4 };

async function part(parts: 'train' | 'test', more = {}) {
  const data = await opened('mackey-glass-free', { options: { ...options, ...more }, parts });
  const [value, coming, next, alone, free] = ['value', 'coming', 'next', 'alone', 'free'].map(
    (name) => examplesOf(data, name)[0]!,
  );
  return { value: value!, coming: coming!, next: next!, alone: alone!, free: free! };
}

/** Steps at which a field has a number. */
const known = (field: readonly number[]) => [...field.keys()].filter((step) => !Number.isNaN(field[step]!));

describe('a series to run free', () => {
  it('is learnt from after the washout, and then said alone, from the first step whose answer nobody gives back', async () => {
    const { value, coming, next, alone, free } = await part('train');
    expect(coming.slice(0, -1)).toEqual(value.slice(1));
    expect(known(next)).toEqual([3, 4, 5, 6, 7]);
    expect(known(alone)).toEqual([8, 9, 10, 11]);
    // In step 8 it still hears the world, and what it says is heard in step 9.
    expect(free).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1]);
    for (const step of known(next)) expect(next[step]).toBe(coming[step]);
    for (const step of known(alone)) expect(alone[step]).toBe(coming[step]);
  });

  it('is not said alone while it is learnt, unless that is wanted', async () => {
    const { alone, free } = await part('train', { after: 0 });
    expect(known(alone)).toEqual([]);
    expect(free.every((one) => one === 0)).toBe(true);
    expect((await part('train', { alone: true })).free.every((one) => one === 1)).toBe(true);
  });

  it('goes on after all that was learnt from, where it is tested: asked at the end, or all along', async () => {
    const [learnt, tested, all] = await Promise.all([part('train'), part('test'), part('test', { every: true })]);
    expect(tested.value[0]).toBe(learnt.coming.at(-1));
    expect(known(tested.next)).toEqual([6]);
    expect(known(all.next)).toEqual([3, 4, 5, 6]);
    expect(tested.free).toEqual([0, 0, 0, 0, 1, 1, 1]);
    expect(known(tested.alone)).toEqual([3, 4, 5, 6]);
  });
});
