/** Optimisers beside torch.optim, on a quadratic of five dimensions and in Rosenbrock's valley; schedules beside torch's. */
import { describe, expect, it } from 'vitest';
import {
  allToAll,
  cosine,
  type GradientTrainer,
  linear,
  network,
  type Optimiser,
  type OptimiserName,
  type RateSchedule,
  sgd,
  squaredError,
  stepped,
  warmUp,
} from '../../../../engine/index.ts';
import { rateAt } from '../../../../engine/learning/gradient/rate-at.ts';
import { optimiserNames } from '../../../../engine/learning/index.ts';
import { identityUnit, inputUnit, rosenbrockPoint } from '../../../../models/index.ts';
import { difference, exactMachines, feed, type Machine, type Matrix, readOracle, trainerOf } from './oracle.ts';

interface Path {
  readonly rate: number;
  /** After each of `updates`. */
  readonly points: Matrix;
}

interface Ground {
  readonly start: readonly number[];
  readonly paths: Readonly<Record<OptimiserName, Path>>;
  readonly average: Path;
}

interface Oracle {
  readonly updates: readonly number[];
  readonly quadratic: Ground & { readonly inputs: Matrix; readonly answers: readonly number[] };
  readonly rosenbrock: Ground;
  readonly schedules: {
    readonly stepped: {
      readonly from: number;
      readonly factor: number;
      readonly every: number;
      readonly rates: readonly number[];
    };
    readonly cosine: { readonly from: number; readonly to: number; readonly rates: readonly number[] };
    readonly linear: { readonly from: number; readonly to: number; readonly rates: readonly number[] };
    readonly warmUp: { readonly after: number; readonly updates: number; readonly rates: readonly number[] };
  };
}

const oracle = readOracle<Oracle>('optimisers');

/** A function of a point as a network that is trained: what it needs each time, and where the point is. */
interface Descent {
  readonly trainer: GradientTrainer;
  readonly fill: () => void;
  readonly names: readonly string[];
}

/** The mean squared error of a linear cell is a quadratic of its weights. */
function quadratic(optimiser: Optimiser, on: Machine): Descent {
  const { inputs, answers, start } = oracle.quadratic;
  const net = network({ x: inputUnit.of(start.length), y: identityUnit.of(1) }, [
    { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: 0 },
  ]);
  const names = ['x->y:input#0'];
  const trainer = trainerOf(net, { loss: squaredError('y', 'answer'), optimiser, trains: names }, on, inputs.length);
  trainer.trained.write(names[0]!, start);
  const fill = () => {
    feed(trainer.input('x', 'input'), inputs.length, [inputs]);
    feed(trainer.targets[0]!, inputs.length, [answers.map((answer) => [answer])]);
  };
  return { trainer, fill, names };
}

function rosenbrock(optimiser: Optimiser, on: Machine): Descent {
  const net = network({ point: rosenbrockPoint.of(1) }, []);
  const loss = [squaredError('point.along', 'zero', 2), squaredError('point.across', 'zero', 2)];
  const trainer = trainerOf(net, { loss, optimiser }, on, 1);
  const fill = () => {
    for (const targets of trainer.targets) feed(targets, 1, [[[0]]]);
  };
  return { trainer, fill, names: ['point.positionX', 'point.positionY'] };
}

function pathOf({ trainer, fill, names }: Descent, rate: number, average = false): number[][] {
  const points: number[][] = [];
  for (let update = 1; update <= oracle.updates.at(-1)!; update++) {
    trainer.train(fill, rate);
    if (!oracle.updates.includes(update)) continue;
    trainer.setTraining(!average);
    points.push(names.flatMap((name) => Array.from(trainer.trained.read(name))));
    trainer.setTraining(true);
  }
  return points;
}

function expectPath(found: Matrix, expected: Matrix): void {
  // Rounding of a hundred updates, which the valley's walls enlarge.
  found.forEach((point, k) => expect(difference(point, expected[k]!), `update ${oracle.updates[k]}`).toBeLessThan(1e-10));
}

describe.each([
  ['a quadratic', quadratic, oracle.quadratic],
  ["Rosenbrock's valley", rosenbrock, oracle.rosenbrock],
] as const)('100 updates on %s', (_, descentBy, ground) => {
  describe.each(exactMachines)('$backend', (on) => {
    it.each(Object.entries(ground.paths))('%s', (name, { rate, points }) => {
      const optimiser = { ...sgd({ rate }), name: name as OptimiserName };
      expectPath(pathOf(descentBy(optimiser, on), rate), points);
    });

    it('the average of all points: ASGD without decay, averaging from the first update', () => {
      const { rate, points } = ground.average;
      expectPath(pathOf(descentBy(sgd({ rate, average: true }), on), rate, true), points);
    });
  });
});

it('every optimiser is in the fixture', () => {
  for (const { paths } of [oracle.quadratic, oracle.rosenbrock]) expect(Object.keys(paths)).toEqual(optimiserNames);
});

it("Rosenbrock's valley is the function of its name", () => {
  const { trainer, fill } = rosenbrock(sgd({ rate: 1 }), exactMachines[0]!);
  for (const [x, y] of [
    [-1.2, 1],
    [1, 1],
    [0.3, -2],
  ] as const) {
    trainer.trained.write('point.positionX', [x]);
    trainer.trained.write('point.positionY', [y]);
    const height = (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;
    expect(trainer.evaluate(fill)).toBeCloseTo(height, 11);
    expect(trainer.values('point', 'height').values[0]).toBeCloseTo(height, 11);
  }
});

describe('schedules', () => {
  const { schedules } = oracle;
  const expectRates = (schedule: RateSchedule, rates: readonly number[]) => {
    const found = rates.map((_, k) => rateAt(schedule, { share: k / rates.length, epoch: k, update: k }));
    // Torch makes each rate from the one before.
    expect(difference(found, rates)).toBeLessThan(1e-14);
  };

  it('stepped: StepLR', () => expectRates(stepped(schedules.stepped.from, schedules.stepped), schedules.stepped.rates));
  it('cosine: CosineAnnealingLR', () => {
    const { from, to, rates } = schedules.cosine;
    expectRates(cosine(from, to), rates);
  });
  it('linear: LinearLR', () => {
    const { from, to, rates } = schedules.linear;
    expectRates(linear(from, to), rates);
  });
  it('warm-up: LinearLR from 1 / updates', () => {
    const { after, updates, rates } = schedules.warmUp;
    expectRates(warmUp(updates, after), rates);
  });
});
