import { describe, expect, it } from 'vitest';
import { lowerModel } from '../../../../engine/index.ts';
import { planStep } from '../../../../engine/kernels/wasm/step-plan.ts';
import { fitzhughNagumo, lif, lifConductance } from '../../../../models/index.ts';

const watched = (model: Parameters<typeof lowerModel>[0]) => {
  const { program, stores, watched } = planStep(lowerModel(model).step, true);
  return { program, stores: stores.map(({ name }) => name), watched };
};

describe('the values that are watched for NaN and infinity', () => {
  it('are the potential alone where the synaptic drives, which only decay, go into it', () => {
    const { program, stores, watched: ids } = watched(lif.model);
    expect(stores).toEqual(['v', 'gE', 'gI']);
    expect(ids.map((id) => program[id]!.op)).toEqual(['add']);
  });

  it('are the potential alone where conductances are multiplied into it', () => {
    expect(watched(lifConductance.model).watched).toHaveLength(1);
  });

  it('are all where each variable goes its own way', () => {
    const { watched: ids, stores } = watched(fitzhughNagumo.model);
    expect(ids.length).toBe(stores.length);
  });
});
