/** Batch normalisation and dropout: what they do while training, what afterwards, and their gradients. */
import { describe, expect, it } from 'vitest';
import { allToAll, crossEntropy, defineCell, network, oneToOne } from '../../engine/index.ts';
import { batchNormUnit, dropoutUnit, softmaxUnit } from '../../models/index.ts';
import {
  batch,
  checkGradients,
  filled,
  input,
  inputs,
  output,
  outputs,
  trainerOf,
  weight,
} from '../engine/learning/gradient-net.ts';

function normalised(options: Parameters<typeof trainerOf>[2] = {}) {
  const net = network({ x: input.of(inputs), n: batchNormUnit.of(inputs), y: output.of(outputs) }, [
    { from: 'x', to: 'n', port: 'input', wiring: allToAll(), weight },
    { from: 'n', to: 'y', port: 'input', wiring: allToAll(), weight },
  ]);
  return trainerOf({ unroll: 1 }, net, { batch: 6, ...options });
}

describe('batch normalisation', () => {
  it('has the gradients of central differences, through the statistics of the batch', () => {
    const net = normalised();
    net.setTraining(true);
    checkGradients(net);
    net.setTraining(false);
    checkGradients(net);
  });

  it('normalises a batch, keeps running averages, and uses them afterwards', () => {
    const net = normalised();
    net.setTraining(true);
    net.evaluate(filled(net));
    const { values, stride } = net.values('n', 'y');
    const ofCell = (from: ArrayLike<number>, cell: number) => Array.from({ length: 6 }, (_, lane) => from[lane * stride + cell]!);
    const port = net.input('n', 'input').values;
    const mean = (list: readonly number[]) => list.reduce((a, b) => a + b) / list.length;
    const first = Array.from({ length: inputs }, (_, cell) => {
      const [ys, zs] = [ofCell(values, cell), ofCell(port, cell)];
      const m = mean(zs);
      const variance = mean(zs.map((z) => (z - m) ** 2));
      expect(mean(ys)).toBeCloseTo(0, 14);
      // Less than 1 by the epsilon in the root.
      expect(mean(ys.map((y) => y * y))).toBeCloseTo(variance / (variance + 1e-5), 12);
      return [0.1 * m, 0.9 + (0.1 * variance * 6) / 5];
    });
    const running = (variable: string) => Array.from(net.values('n', variable).values.slice(0, inputs));
    running('average').forEach((value, cell) => expect(value).toBeCloseTo(first[cell]![0]!, 14));
    running('variance').forEach((value, cell) => expect(value).toBeCloseTo(first[cell]![1]!, 14));
    net.setTraining(false);
    net.evaluate(filled(net), 1);
    const [z] = ofCell(net.input('n', 'input').values, 2);
    expect(net.values('n', 'y').values[2]).toBeCloseTo((z! - first[2]![0]!) / Math.sqrt(first[2]![1]! + 1e-5), 12);
    expect(running('average')[2]).toBe(net.values('n', 'average').values[2]);
    running('average').forEach((value, cell) => expect(value).toBeCloseTo(first[cell]![0]!, 14));
  });

  it('does not see the size of the weights before it', () => {
    const outputsOf = (factor: number) => {
      const net = normalised();
      net.trained.write(
        'x->n:input#0',
        net.trained.read('x->n:input#0').map((w) => factor * w),
      );
      net.setTraining(true);
      net.evaluate(filled(net));
      return net.values('n', 'y').values.slice(0, inputs);
    };
    const [small, large] = [outputsOf(1), outputsOf(1000)];
    // But for the epsilon, 1e-5 beside variances of about 0.5.
    small.forEach((value, cell) => expect(large[cell]).toBeCloseTo(value, 3));
  });

  it('gives the same bits interpreted and compiled', () => {
    const run = (backend: 'wasm' | 'interpreter') => {
      const net = normalised({ backend, precision: 'float32' });
      net.setTraining(true);
      for (let k = 0; k < 3; k++) net.train(filled(net), 0.1);
      return net.trained.names.map((name) => Array.from(net.trained.read(name)));
    };
    expect(run('wasm')).toEqual(run('interpreter'));
  });

  it('refuses batches of one example', () => {
    expect(() => normalised({ batch: 1 })).toThrow(/compares examples of a batch, but batches have one, expected at least 2/);
  });
});

describe('dropout', () => {
  const half = () =>
    trainerOf(
      { unroll: 2 },
      network({ x: input.of(inputs), d: dropoutUnit.of(inputs, { keep: 0.75 }), y: output.of(outputs) }, [
        { from: 'x', to: 'd', port: 'input', wiring: oneToOne(), weight: 1 },
        { from: 'd', to: 'y', port: 'input', wiring: allToAll(), weight },
      ]),
    );

  it('drops while training, another choice for each example, step and cell, and keeps the mean', () => {
    const net = half();
    net.setTraining(true);
    const x = net.input('x', 'input');
    let [sum, kept, count] = [0, 0, 0];
    for (let k = 0; k < 500; k++) {
      net.begin(batch);
      for (let t = 0; t < 2; t++) {
        net.clear();
        x.values.fill(1);
        net.forward(2 * k + t);
      }
      const { values, stride } = net.values('d', 'y');
      for (let row = 0; row < 2 * batch; row++) {
        for (let i = 0; i < inputs; i++) {
          const value = values[row * stride + i]!;
          sum += value;
          kept += value === 0 ? 0 : 1;
          count++;
        }
      }
    }
    // Four standard errors of 12,000 draws with keep 0.75.
    const error = 4 * Math.sqrt((0.75 * 0.25) / count);
    expect(Math.abs(kept / count - 0.75)).toBeLessThan(error);
    expect(Math.abs(sum / count - 1)).toBeLessThan(error / 0.75);
  });

  it('lets all through afterwards', () => {
    const net = half();
    net.evaluate(filled(net));
    const [x, d] = [net.values('x', 'y'), net.values('d', 'y')];
    expect(d.values).toEqual(x.values);
  });

  it('has the gradients of central differences, the choice being the same', () => {
    const net = half();
    net.setTraining(true);
    checkGradients(net);
  });

  it('averages over all masks, geometrically, as a softmax behind it says without any', () => {
    const [cells, classes] = [8, 3];
    const net = trainerOf(
      { unroll: 1, loss: crossEntropy('y', 'label') },
      network({ x: input.of(cells), d: dropoutUnit.of(cells), y: softmaxUnit.of(classes) }, [
        { from: 'x', to: 'd', port: 'input', wiring: oneToOne(), weight: 1 },
        { from: 'd', to: 'y', port: 'input', wiring: allToAll(), weight },
      ]),
      { batch: 1 },
    );
    const x = net.input('x', 'input').values;
    const sharesFor = (factor: (cell: number) => number) => {
      net.evaluate(() => {
        for (let i = 0; i < cells; i++) x[i] = factor(i) * Math.cos(2 * i);
      });
      return Array.from(net.values('y', 'share').values.subarray(0, classes));
    };
    const logs = new Float64Array(classes);
    // Half of the inputs, doubled: every mask is as likely as any other.
    for (let mask = 0; mask < 2 ** cells; mask++)
      sharesFor((i) => 2 * ((mask >>> i) & 1)).forEach((share, k) => {
        logs[k]! += Math.log(share) / 2 ** cells;
      });
    const means = Array.from(logs, Math.exp);
    const whole = means.reduce((a, b) => a + b);
    sharesFor(() => 1).forEach((share, k) => expect(means[k]! / whole).toBeCloseTo(share, 13));
  });
});

it('a reduction over the batch is a sum or a mean', () => {
  const most = () =>
    defineCell({
      name: 'most',
      source: 'a test',
      state: { y: { unit: '1', initial: 0, doc: 'y' } },
      ports: { x: { unit: '1' } },
      equations: "y' = max(x, batch)",
    });
  expect(most).toThrow(/max over the batch, expected sum or mean/);
});
