/**
 * Weights that are shaped to a spectral radius were made while the same generator told the first synapse, whose draws they overwrote: the first cell
 * lost its connections, all weights moved, and the radius was a few percent off.
 */
import { expect, it } from 'vitest';
import { compile } from '../../engine/index.ts';
import { echoState, recurrenceKinds, recurrenceOf } from '../../models/index.ts';

it.each(recurrenceKinds)('%s lies in memory as it is told synapse by synapse', (kind) => {
  const n = 60;
  const plan = compile(echoState({ inputs: 1, cells: n, outputs: 1, recurrence: recurrenceOf(kind, n, 0.8) }), {
    dt: 1,
    seed: 2,
    precision: 'float64',
    lanes: 1,
  });
  const { buffer } = plan.map.memory;
  for (const projection of plan.projections) {
    if (projection.kind !== 'value' || !projection.name.startsWith('x->x')) continue;
    const { wire, synapses } = projection;
    const rows = new Uint32Array(buffer, projection.rows.address, n + 1);
    const sources = new Uint32Array(buffer, projection.sources.address, synapses);
    const weights = new Float64Array(buffer, projection.weights.address, synapses);
    const next = rows.slice();
    wire((source, target, weight) => {
      const k = next[target]!++;
      expect([sources[k], weights[k]]).toEqual([source, weight]);
    });
    expect([...next.subarray(0, n)]).toEqual([...rows.subarray(1)]);
  }
});
