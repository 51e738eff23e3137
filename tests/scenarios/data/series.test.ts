import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { splitParts } from '../../../engine/data/index.ts';
import { mackeyGlass } from '../../../scenarios/data/mackey-glass.ts';
import { narma10 } from '../../../scenarios/data/narma10.ts';
import { trajectory } from '../../../scenarios/data/trajectory.ts';
import { examplesOf, mean, type Opening, opened, variance } from './open.ts';

function reference<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../reference/values/${name}.json`, import.meta.url), 'utf8'));
}

/** The numbers of all parts, one array for each number of a step. */
async function series(name: string, options: Opening['options'] = {}): Promise<number[][]> {
  const data = await opened(name, { options, parts: splitParts });
  const width = data.fields['value']!.shape[0]!;
  const all = examplesOf(data, 'value').flat();
  return Array.from({ length: width }, (_, k) => all.filter((_, at) => at % width === k));
}

/** Of a series with itself so many steps later. */
function autocorrelation(values: readonly number[], lag: number): number {
  const about = mean(values);
  const products = values.slice(lag).map((value, t) => (value - about) * (values[t]! - about));
  return mean(products) / variance(values);
}

describe.each(['henon', 'lorenz', 'mackey-glass', 'narma10', 'rossler', 'sine-waves', 'superimposed-oscillators'])(
  'the series %s',
  (name) => {
    const options = { steps: 20, train: 5, validation: 2, test: 3 };

    it('asks for the next value, from one example into the next and from part to part', async () => {
      const all = await opened(name, { options, parts: splitParts });
      const width = all.fields['value']!.shape[0]!;
      expect([all.size, all.steps]).toEqual([10, 20]);
      expect(examplesOf(all, 'next').flat().slice(0, -width)).toEqual(examplesOf(all, 'value').flat().slice(width));
      const [train, validation, test] = await Promise.all(splitParts.map((parts) => opened(name, { options, parts })));
      expect([train!, validation!, test!].flatMap((part) => examplesOf(part, 'value'))).toEqual(examplesOf(all, 'value'));
    });

    it('asks for nothing in the first steps of each example, where told so', async () => {
      const data = await opened(name, { options: { ...options, washout: 3 }, parts: 'train' });
      const [whole] = examplesOf(await opened(name, { options, parts: 'train' }), 'next');
      const width = whole!.length / 20;
      for (const next of examplesOf(data, 'next')) expect(next.findIndex(Number.isFinite)).toBe(3 * width);
      expect(examplesOf(data, 'next')[0]!.slice(3 * width)).toEqual(whole!.slice(3 * width));
    });
  },
);

describe('NARMA-10', () => {
  it('gives for the reference input the reference output', () => {
    const { u, y } = reference<{ u: number[]; y: number[] }>('narma10');
    // The file has 12 digits of values below 1.
    narma10(Float64Array.from(u)).forEach((value, t) => {
      expect(Math.abs(value - y[t]!)).toBeLessThan(1e-12);
    });
  });

  it('has uniform inputs in [0, 0.5), independent of each other, and stays below 1', async () => {
    const data = await opened('narma10', { parts: splitParts });
    const inputs = examplesOf(data, 'input').flat();
    const n = inputs.length;
    expect(Math.abs(mean(inputs) - 0.25)).toBeLessThan((4 * 0.5) / Math.sqrt(12 * n));
    // 0.25 / 12, and the standard error of the variance of n uniform values is sqrt(0.8 / n) of it.
    expect(Math.abs(variance(inputs) / (0.25 / 12) - 1)).toBeLessThan(4 * Math.sqrt(0.8 / n));
    for (const lag of [1, 9, 10]) expect(Math.abs(autocorrelation(inputs, lag))).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.max(...examplesOf(data, 'next').flat())).toBeLessThan(1);
  });

  it('follows its equation from example to example', async () => {
    const data = await opened('narma10');
    const [u, y, next] = ['input', 'value', 'next'].map((field) => examplesOf(data, field, 3).flat());
    for (let t = 9; t < 300; t++) {
      const sum = y!.slice(t - 9, t + 1).reduce((all, value) => all + value);
      expect(next![t]).toBeCloseTo(0.3 * y![t]! + 0.05 * y![t]! * sum + 1.5 * u![t - 9]! * u![t]! + 0.1, 12);
    }
  });

  it('draws others where the inputs let it grow without limit, and says so where none can be found', async () => {
    const grown = await Promise.all(Array.from({ length: 40 }, (_, seed) => opened('narma10', { seed, options: { train: 40 } })));
    for (const data of grown) expect(Math.max(...examplesOf(data, 'next').flat())).toBeLessThan(1);
  });
});

describe('Mackey-Glass', () => {
  it('is the reference series', () => {
    const file = reference<{ tau: number; series_euler: number[] }>('mackey_glass');
    // 1e-9 is what the file asks for: x^10 may be computed in several ways, and the series is weakly chaotic.
    mackeyGlass(file.tau, 501).forEach((value, t) => {
      expect(Math.abs(value - file.series_euler[t]!)).toBeLessThan(1e-9);
    });
  });

  it('comes to rest at 1 where the delay is short: 0.2 x / (1 + x^10) = 0.1 x', async () => {
    const [values] = await series('mackey-glass', { tau: 2 });
    for (const value of values!) expect(value).toBeCloseTo(1, 9);
    const [moved] = await series('mackey-glass', { tau: 2, offset: -1 });
    for (const value of moved!) expect(value).toBeCloseTo(0, 9);
  });

  it('is chaotic at 17: swings of some 50 time units that never repeat', async () => {
    const [values] = await series('mackey-glass');
    expect(Math.min(...values!)).toBeGreaterThan(0.2);
    expect(Math.max(...values!)).toBeLessThan(1.4);
    const lags = Array.from({ length: 41 }, (_, k) => 30 + k);
    const best = lags.reduce((a, b) => (autocorrelation(values!, b) > autocorrelation(values!, a) ? b : a));
    expect(best).toBeGreaterThan(45);
    expect(best).toBeLessThan(55);
    expect(autocorrelation(values!, best)).toBeLessThan(0.99);
  });
});

describe('sine waves', () => {
  it('have the variance and the autocorrelation of sines', async () => {
    // 40 whole periods. One wave: variance 1/2, correlation cos(2 pi lag / period), as exact as sums over whole periods are.
    const [values] = await series('sine-waves', { waves: 1, period: 25, steps: 100, train: 8, validation: 1, test: 1 });
    expect(mean(values!)).toBeCloseTo(0, 10);
    expect(variance(values!)).toBeCloseTo(0.5, 10);
    const whole = values!.slice(0, 1000 - 25);
    const product = mean(whole.map((value, t) => value * values![t + 5]!));
    expect(product / 0.5).toBeCloseTo(Math.cos((2 * Math.PI * 5) / 25), 10);
  });

  it('of several together have the mean of their variances, over their number', async () => {
    const [values] = await series('sine-waves', { waves: 4, steps: 1000, train: 8, validation: 1, test: 1 });
    // Over 400 periods of frequencies without a common measure, products of two vanish to about 1 %.
    expect(variance(values!)).toBeCloseTo(1 / 8, 2);
  });

  it('are noisy by what is asked', async () => {
    const options = { waves: 2, steps: 100, train: 40, validation: 1, test: 1 };
    const [clean] = await series('sine-waves', options);
    const [noisy] = await series('sine-waves', { ...options, noise: 0.1 });
    const noise = noisy!.map((value, t) => value - clean![t]!);
    expect(Math.abs(mean(noise))).toBeLessThan((4 * 0.1) / Math.sqrt(noise.length));
    expect(Math.abs(variance(noise) / 0.01 - 1)).toBeLessThan(4 * Math.sqrt(2 / noise.length));
  });
});

describe('superimposed oscillators', () => {
  it('are their formula', async () => {
    const [values] = await series('superimposed-oscillators', { oscillators: 3, steps: 1000 });
    values!.slice(0, 5000).forEach((value, t) => {
      expect(value).toBeCloseTo(Math.sin(0.2 * t) + Math.sin(0.311 * t) + Math.sin(0.42 * t), 9);
    });
  });
});

describe('trajectories', () => {
  const options = { step: 0.1, perSample: 10, transient: 0, count: 11 };

  it('of a linear equation follow the exponential, sixteen times nearer with half the step', () => {
    const far = (step: number, perSample: number) => {
      const [x] = [trajectory(([value], to) => void (to[0] = -value!), Float64Array.of(1), { ...options, step, perSample })];
      return Math.abs(x[1]! - Math.exp(-1));
    };
    expect(far(0.1, 10)).toBeLessThan(1e-6);
    expect(far(0.1, 10) / far(0.05, 20)).toBeGreaterThan(15);
    expect(far(0.1, 10) / far(0.05, 20)).toBeLessThan(18);
  });

  it('leave the start as it is, and out what is transient', () => {
    const start = Float64Array.of(1);
    const derivative = ([value]: Float64Array, to: Float64Array) => void (to[0] = -value!);
    const all = trajectory(derivative, start, options);
    expect([...start]).toEqual([1]);
    expect(trajectory(derivative, start, { ...options, transient: 3, count: 8 })).toEqual(all.subarray(3));
  });
});

describe('Lorenz', () => {
  it('rests where its equations do, if it is heated little', async () => {
    // x = y = +-sqrt(beta (rho - 1)), z = rho - 1.
    const [x, y, z] = await series('lorenz', { rho: 10 });
    const rest = Math.sqrt((8 / 3) * 9);
    expect(Math.abs(x!.at(-1)!)).toBeCloseTo(rest, 9);
    expect(y!.at(-1)).toBeCloseTo(x!.at(-1)!, 9);
    expect(z!.at(-1)).toBeCloseTo(9, 9);
  });

  it('keeps the averages that its equations ask for, on both wings', async () => {
    const [x, y, z] = await series('lorenz', { perSample: 5, steps: 1000, train: 18, validation: 1, test: 1 });
    // Nothing grows forever: of the mean rates of x^2 / 2, z and x^2 - 20 z follow <x^2> = <xy> = beta <z>.
    const square = mean(x!.map((value) => value ** 2));
    const product = mean(x!.map((value, t) => value * y![t]!));
    expect(product / square).toBeCloseTo(1, 2);
    expect(product / ((8 / 3) * mean(z!))).toBeCloseTo(1, 2);
    // The published mean of z is 23.55.
    expect(Math.abs(mean(z!) - 23.55)).toBeLessThan(0.3);
    const right = x!.filter((value) => value > 0).length / x!.length;
    expect(Math.abs(right - 0.5)).toBeLessThan(0.1);
  });
});

describe('Lorenz, to go on alone', () => {
  const opening = { options: { train: 10, starts: 2, horizon: 5, washout: 3, every: true }, seed: 4 };

  it('is asked by how much it changes wherever it is asked what comes next', async () => {
    for (const parts of ['train', 'test'] as const) {
      const data = await opened('lorenz-free', { ...opening, parts: [parts] });
      const [value, next, change] = ['value', 'next', 'change'].map((field) => examplesOf(data, field).flat());
      change!.forEach((number, k) => {
        expect(number).toEqual(next![k]! - value![k]!);
      });
      expect(change!.filter(Number.isNaN)).toHaveLength(3 * 3 * data.size);
    }
  });

  it('is blurred where it is learnt from alone', async () => {
    const of = async (parts: 'train' | 'test', noise: number) =>
      examplesOf(
        await opened('lorenz-free', { ...opening, options: { ...opening.options, noise }, parts: [parts] }),
        'value',
      ).flat();
    expect(await of('test', 1)).toEqual(await of('test', 0));
    const [clean, blurred] = [await of('train', 0), await of('train', 1)];
    const off = blurred.map((value, k) => value - clean[k]!);
    // 39 normal numbers: their mean square is 1 give or take 0.23.
    expect(mean(off.map((value) => value ** 2))).toBeGreaterThan(0.3);
    expect(mean(off.map((value) => value ** 2))).toBeLessThan(1.7);
  });
});

describe('Roessler', () => {
  it('keeps the averages that its equations ask for: <y> = -<z>, <x> = -a <y>', async () => {
    const [x, y, z] = await series('rossler', { steps: 1000, train: 18, validation: 1, test: 1 });
    // 2000 time units; what is left is the difference of two ends, some 20, over that.
    expect(mean(y!) + mean(z!)).toBeCloseTo(0, 1);
    expect(mean(x!) + 0.2 * mean(y!)).toBeCloseTo(0, 1);
    expect(mean(z!)).toBeGreaterThan(0.5);
  });

  it('turns once in about 5.9 time units', async () => {
    const [x, y] = await series('rossler', { steps: 1000, train: 8, validation: 1, test: 1 });
    const turns = x!.filter((value, t) => t > 0 && x![t - 1]! < 0 && value >= 0 && y![t]! < 0).length;
    // 10,000 samples of 0.1; the published main frequency is 0.17.
    expect(turns / 1000).toBeGreaterThan(0.165);
    expect(turns / 1000).toBeLessThan(0.175);
  });
});

describe('Henon', () => {
  it('follows its map, and folds areas to 0.3 of what they were', async () => {
    const [x, y] = await series('henon');
    for (let t = 0; t + 1 < x!.length; t++) {
      expect(x![t + 1]).toBeCloseTo(1 - 1.4 * x![t]! ** 2 + y![t]!, 12);
      expect(y![t + 1]).toBeCloseTo(0.3 * x![t]!, 12);
    }
    // The larger exponent, by the product of derivatives along the orbit, is the published 0.419; both together are log 0.3.
    let [dx, dy, sum] = [1, 0, 0];
    for (const value of x!) {
      [dx, dy] = [-2.8 * value * dx + dy, 0.3 * dx];
      const size = Math.hypot(dx, dy);
      sum += Math.log(size);
      [dx, dy] = [dx / size, dy / size];
    }
    expect(Math.abs(sum / x!.length - 0.419)).toBeLessThan(0.03);
  });

  it('rests at its fixed point where it bends little', async () => {
    const [x] = await series('henon', { a: 0.2 });
    // 1 - 0.2 x^2 + 0.3 x = x.
    expect(x!.at(-1)).toBeCloseTo((-0.7 + Math.sqrt(0.49 + 0.8)) / 0.4, 10);
  });
});
