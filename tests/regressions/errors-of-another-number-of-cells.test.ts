/** The error of a population against a field of fewer numbers than it has cells was NaN, and against one of more left the rest out. */
import { expect, it } from 'vitest';
import { normalisedError } from '../../engine/index.ts';
import { load, run } from '../scenarios/run.ts';

it('an error is refused where the field has not a number for each cell', async () => {
  const narma = await load('narma');
  const wrong = { ...narma, metrics: { error: normalisedError('x', 'next') } };
  await expect(run(wrong, { controls: { cells: 20 } })).rejects.toThrow(
    expect.objectContaining({
      code: 'description',
      message: "field 'next' of data set narma10 has 1 numbers, expected one for each of the 20 cells of x",
    }),
  );
});
