/** One cell that goes to all, in batches: its product, whatever else goes there, on both back ends. */
import { describe, expect, it } from 'vitest';
import { allToAll, BatchNetwork, type Network, network, values } from '../../../engine/index.ts';
import { identityUnit, inputUnit } from '../../../models/index.ts';

const weights = [0.1, -0.7, 1 / 3, 2e-5, -9];

function net(): Network {
  const y = identityUnit.of(5, { bias: 0.1 });
  return network({ x: inputUnit.of(1), y }, [
    { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: values('1', weights) },
  ]);
}

describe('a connection from one cell to all', () => {
  it('sends each example of the batch its own product', () => {
    for (const backend of ['wasm', 'interpreter'] as const)
      for (const precision of ['float64', 'float32'] as const) {
        const made = new BatchNetwork(net(), { dt: 1, seed: 1, precision, batch: 3, learners: {}, backend });
        const round = precision === 'float32' ? Math.fround : (value: number) => value;
        const x = made.input('x', 'input');
        const said = [0.3, -4, 1e-3];
        made.begin(3);
        made.clear();
        said.forEach((value, lane) => {
          x.values[lane * x.stride] = value;
        });
        made.forward(0);
        const y = made.values('y', 'y');
        said.forEach((value, lane) => {
          const expected = weights.map((weight) => round(round(round(value) * round(weight)) + round(0.1)));
          expect([...y.values.subarray(lane * y.stride, lane * y.stride + 5)]).toEqual(expected);
        });
      }
  });
});
