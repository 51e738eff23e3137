import { describe, expect, it } from 'vitest';
import { derivedMetrics } from '../../../engine/experiment/derived-metrics.ts';
import { difference, loss, ratio } from '../../../engine/index.ts';

describe('Metrics made of others', () => {
  const metrics = { a: loss(), b: loss(), less: difference('a', 'b'), over: ratio('a', 'b') };

  it('are their difference and their ratio', () => {
    expect(derivedMetrics(metrics, { a: 6, b: 4 })).toEqual({ less: 2, over: 1.5 });
  });

  it('say nothing where a part is not known, or would divide by 0', () => {
    expect(derivedMetrics(metrics, { a: 6 })).toEqual({});
    expect(derivedMetrics(metrics, { a: 6, b: 0 })).toEqual({ less: 6 });
  });
});
