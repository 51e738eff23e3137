import { describe, expect, it } from 'vitest';
import { lowerModel } from '../../../engine/index.ts';
import { lif, lifDelta, mcCullochPitts } from '../../../models/index.ts';

const loads = (program: { readonly instructions: readonly { readonly op: string }[] } | undefined, from: string) =>
  (program?.instructions ?? []).flatMap((one) => ('from' in one && 'name' in one && one.from === from ? [one.name] : []));

describe('a step in two', () => {
  it('has the ports in the first part alone, and each variable that they change', () => {
    const { split } = lowerModel(lif.model);
    expect(loads(split?.arrivals, 'port')).toEqual(['excitatory', 'inhibitory']);
    expect(split?.arrivals.instructions.flatMap((one) => (one.op === 'store' ? [one.name] : []))).toEqual(['gE', 'gI']);
    expect(loads(split?.quiet, 'port')).toEqual([]);
    expect(split?.quiet.instructions.flatMap((one) => (one.op === 'store' ? [one.name] : []))).toEqual(['v', 'gE', 'gI']);
  });

  it('asks for refractoriness in both parts where arrivals change a held variable', () => {
    const { split } = lowerModel(lifDelta.model);
    expect(split?.arrivals.instructions.some(({ op }) => op === 'refractory')).toBe(true);
    expect(loads(split?.quiet, 'port')).toEqual(['current']);
  });

  it('is not made for a model without event ports', () => {
    expect(lowerModel(mcCullochPitts.model).split).toBeNull();
  });
});
