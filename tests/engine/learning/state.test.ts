/** What a rule changes belongs to the state: checkpoints, reset and state_hash hold it; not-finite weights stop the run. */
import { describe, expect, it } from 'vitest';
import { allToAll, defineRule, estimateMemory, probability } from '../../../engine/index.ts';
import { restrictedStdp } from '../../../models/index.ts';
import { simulationOf } from '../../simulated.ts';
import { name, plastic } from './network.ts';

const rule = restrictedStdp.of({ weightMax: '0.5 mV' });

describe('plastic weights', () => {
  it('come back with a checkpoint, bit for bit', () => {
    const simulation = simulationOf(plastic(rule, probability(0.5)));
    simulation.step(200);
    const checkpoint = simulation.checkpoint();
    const weights = simulation.projection(name).weights;
    simulation.step(200);
    const [later, hash] = [simulation.projection(name).weights, simulation.stateHash];
    expect(later).not.toEqual(weights);
    simulation.restore(checkpoint);
    expect(simulation.projection(name).weights).toEqual(weights);
    simulation.step(200);
    expect(simulation.projection(name).weights).toEqual(later);
    expect(simulation.stateHash).toBe(hash);
  });

  it('go back to where they began with reset', () => {
    const simulation = simulationOf(plastic(rule, allToAll()));
    const initial = simulation.projection(name).weights;
    simulation.step(300);
    simulation.reset();
    simulation.step(1);
    expect(
      simulation
        .projection(name)
        .variable('x')
        .every((x) => x === 0 || x === 1),
    ).toBe(true);
    expect(simulation.projection(name).weights).toEqual(initial);
  });

  it('are part of state_hash, and so is the state of synapses', () => {
    const simulation = simulationOf(plastic(rule, allToAll()));
    simulation.step(50);
    const { plan, stateHash } = simulation;
    const projection = plan.projections[0]!;
    if (projection.kind !== 'event') throw new Error('expected a projection of spikes');
    for (const { address } of [projection.table.blocks[0]!.weights!, projection.learning!.blocks[0]!.state['x']!]) {
      const last = new Float64Array(plan.map.memory.buffer, address, projection.table.synapses).subarray(-1);
      const before = last[0]!;
      last[0] = before + 1;
      expect(simulation.stateHash).not.toBe(stateHash);
      last[0] = before;
      expect(simulation.stateHash).toBe(stateHash);
    }
  });

  it('that are not finite stop the run with step, projection, synapse and cells', () => {
    const broken = defineRule({
      name: 'broken',
      source: 'invented',
      onPre: 'weight = weight / (post.y - post.y)',
      post: { state: { y: { unit: '1', initial: 1, doc: 'one' } } },
    });
    for (const backend of ['wasm', 'interpreter'] as const) {
      const simulation = simulationOf(plastic(broken.of(), allToAll()), { backend });
      expect(() => simulation.step(200)).toThrow(/weight became Infinity in step \d+/);
      expect(() => simulation.step(1)).toThrow(expect.objectContaining({ code: 'not-finite' }));
      expect(() => simulation.step(1)).toThrow(
        expect.objectContaining({
          where: expect.stringMatching(/projection input->output:excitatory#0, synapse \d+ from cell \d+ to cell 0$/),
        }),
      );
    }
  });

  it('are refused in a batch, whose lanes share their weights', () => {
    expect(() => simulationOf(plastic(rule, allToAll()), { lanes: 2 })).toThrow(/learning rule in a batch of 2 lanes/);
  });

  it('are counted by the estimate of memory', () => {
    const described = plastic(rule, allToAll(), { sources: 3000, targets: 200 });
    const { bytes } = simulationOf(described).plan.map;
    expect(Math.abs(estimateMemory(described, 'float64', 1, 0.1).bytes / bytes - 1)).toBeLessThan(0.03);
  });
});
