import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  type Answer,
  accuracy,
  adam,
  allToAll,
  binaryCrossEntropy,
  cycle,
  dataset,
  describeScenario,
  Experiment,
  gradient,
  loss,
  network,
  type Question,
  type Scenario,
  scenario,
  steps,
  test,
  train,
} from '../../../engine/index.ts';
import { RunAnswers } from '../../../engine/remote/run-answers.ts';
import { feedForward, identityUnit, inputUnit, logisticUnit, softmaxUnit, tanhUnit } from '../../../models/index.ts';
import { datasets } from '../../../scenarios/index.ts';
import { host } from '../../simulated.ts';

const xor = scenario({
  id: 'xor',
  title: 'XOR',
  source: 'none',
  network: () => feedForward({ sizes: [2, 3, 1], hidden: tanhUnit, output: logisticUnit }),
  data: dataset('parity').split('train'),
  encode: { population: 'x', port: 'input' },
  learner: gradient({ loss: binaryCrossEntropy('y', 'parity'), optimiser: adam({ rate: 0.05 }) }),
  protocol: [train({ epochs: 30, batch: 4 }), test({ split: 'test' })],
  metrics: { loss: loss(), accuracy: accuracy('y', 'parity') },
});

interface Asked {
  readonly experiment: Experiment;
  answer<K extends Answer['of']>(question: Extract<Question, { of: K }>): Extract<Answer, { of: K }>;
}

async function ran(one: Scenario, now: () => number = () => 0): Promise<Asked> {
  const experiment = new Experiment(describeScenario(one), { seed: 1, datasets, host });
  await lastValueFrom(experiment.run$());
  const answers = new RunAnswers(experiment, now);
  return { experiment, answer: (question) => answers.answer(question) as never };
}

function surface(population: number, variable: string): Extract<Question, { of: 'surface' }> {
  return { of: 'surface', inputs: 0, population, variable, across: [0, 1], up: [0, 2], columns: 2, rows: 3 };
}

/** What the 2-3-1 network says of two numbers, by its weights and biases alone. */
function byHand({ experiment }: Asked, a: number, b: number): { hidden: number[]; y: number } {
  const read = (name: string): number[] => Array.from(experiment.trained!.read(name));
  const [w1, b1, w2, b2] = [read('x->h1:input#0'), read('h1.bias'), read('h1->y:input#0'), read('y.bias')];
  const hidden = [0, 1, 2].map((k) => Math.tanh(w1[2 * k]! * a + w1[2 * k + 1]! * b + b1[k]!));
  return { hidden, y: 1 / (1 + Math.exp(-hidden.reduce((sum, h, k) => sum + w2[k]! * h, b2[0]!))) };
}

describe('a surface', () => {
  it('says of each point of its grid what the network says of it', async () => {
    const asked = await ran(xor);
    const { values, cells } = asked.answer(surface(2, 'y')).surface;
    const hidden = asked.answer(surface(1, 'y')).surface;
    expect([cells, hidden.cells, values.length, hidden.values.length]).toEqual([1, 3, 6, 18]);
    for (const [row, b] of [0, 1, 2].entries())
      for (const [column, a] of [0, 1].entries()) {
        const at = 2 * row + column;
        const expected = byHand(asked, a, b);
        // float32 on one side, float64 on the other.
        expect(values[at]).toBeCloseTo(expected.y, 5);
        for (const k of [0, 1, 2]) expect(hidden.values[6 * k + at]).toBeCloseTo(expected.hidden[k]!, 5);
      }
  });

  it('leaves the run as it is', async () => {
    const unasked = await ran(xor);
    const experiment = new Experiment(describeScenario(xor), { seed: 1, datasets, host });
    const answers = new RunAnswers(experiment, () => 0);
    await new Promise<void>((complete, error) => {
      experiment.simulation
        .population('y')
        .values$('y')
        .subscribe(() => void answers.answer(surface(2, 'y')));
      experiment.run$().subscribe({ complete, error });
    });
    expect(experiment.result().stateHash).toBe(unasked.experiment.result().stateHash);
    for (const name of experiment.trained!.names)
      expect(experiment.trained!.read(name)).toEqual(unasked.experiment.trained!.read(name));
  });

  it('is made anew where the run went on, and rests longer than it took', () => {
    let [now, looks] = [0, 0];
    const experiment = new Experiment(describeScenario(xor), { seed: 1, datasets, host });
    // Each look at the clock is a ms later, so that a pass takes one.
    const answers = new RunAnswers(experiment, () => now + looks++);
    const told = (): number => (answers.answer(surface(2, 'y')) as Extract<Answer, { of: 'surface' }>).surface.step;
    expect(told()).toBe(0);
    experiment.simulation.step(1);
    expect(told()).toBe(0);
    now = 100;
    expect(told()).toBe(1);
  });

  it('is refused with what does not fit', async () => {
    const { answer } = await ran(xor);
    expect(() => answer(surface(2, 'x'))).toThrow("no state variable 'x'");
    expect(() => answer(surface(7, 'y'))).toThrow('there is no population number 7');
    expect(() => answer({ ...surface(2, 'y'), inputs: 1 })).toThrow('a surface over 3 cells');
  });
});

describe('what is told of learning', () => {
  it('has the derivative of the loss by each weight, beside the weight', async () => {
    const { experiment, answer } = await ran(xor);
    const { synapses } = answer({ of: 'synapses', projection: 0, limit: 100 });
    const [weights, gradient] = [experiment.trained!.read('x->h1:input#0'), experiment.gradient('x->h1:input#0')!];
    expect(synapses.gradient).toHaveLength(6);
    synapses.source.forEach((source, k) => {
      const at = 2 * synapses.target[k]! + source;
      expect(synapses.weight[k]).toBe(weights[at]);
      expect(synapses.gradient![k]).toBe(gradient[at]);
    });
    expect(gradient.some((one) => one !== 0)).toBe(true);
  });

  it('has the weights into each target in the order of their sources', async () => {
    const { experiment, answer } = await ran(xor);
    const { weights } = answer({ of: 'incoming-weights', projection: 0, targets: [2, 0] });
    const all = experiment.trained!.read('x->h1:input#0');
    expect([...weights.targets]).toEqual([2, 0]);
    expect([...weights.values]).toEqual([all[4], all[5], all[0], all[1]]);
  });

  it('has what a population says of each example, so many at most', async () => {
    const asked = await ran(xor);
    const { values } = asked.answer({ of: 'lanes', population: 2, variable: 'y', limit: 10 });
    // Answers to the four examples of the test, in their order.
    [0, 1, 2, 3].forEach((k) => expect(values[k]).toBeCloseTo(byHand(asked, k & 1, k >> 1).y, 5));
    expect(values).toHaveLength(4);
    expect(asked.answer({ of: 'lanes', population: 1, variable: 'y', limit: 2 }).values).toHaveLength(2 * 3);
    expect(() => asked.answer({ of: 'lanes', population: 1, variable: 'z', limit: 2 })).toThrow("no state variable 'z'");
  });

  it('counts how often each class was answered with each', async () => {
    const asked = await ran(xor);
    const { classes, counts } = asked.answer({ of: 'confusion', metric: 'accuracy' }).confusion!;
    expect(classes).toEqual(['even', 'odd']);
    const expected = [0, 0, 0, 0];
    for (const a of [0, 1]) for (const b of [0, 1]) expected[2 * (a ^ b) + Number(byHand(asked, a, b).y > 0.5)]!++;
    expect([...counts]).toEqual(expected);
    expect((counts[0]! + counts[3]!) / 4).toBe(asked.experiment.result().metrics['accuracy']);
    expect(() => asked.answer({ of: 'confusion', metric: 'loss' })).toThrow("'loss' is no metric of right answers");
  });

  it('has the examples as they enter the network', async () => {
    const { answer } = await ran(xor);
    const { examples } = await (answer({ of: 'examples', inputs: 0, field: 'parity', limit: 3 }) as unknown as Promise<
      Extract<Answer, { of: 'examples' }>
    >);
    expect([...examples.inputs]).toEqual([0, 0, 1, 0, 0, 1]);
    expect([...examples.values]).toEqual([0, 1, 1]);
    expect(examples).toMatchObject({ count: 3, classes: ['even', 'odd'] });
    await expect(answer({ of: 'examples', inputs: 2, field: 'parity', limit: 3 })).rejects.toThrow('no data enter y');
  });
});

describe('a network that foretells characters', () => {
  /** Each of three characters foretells the next one around with certainty. */
  const around = scenario({
    id: 'around',
    title: 'Around',
    source: 'none',
    duration: 1,
    network: () => {
      const weight = Float64Array.from({ length: 9 }, (_, k) => (k % 3 === (Math.floor(k / 3) + 1) % 3 ? 50 : 0));
      return network({ x: inputUnit.of(3), y: softmaxUnit.of(3) }, [
        { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight },
      ]);
    },
  });

  it('goes on from what it has read', async () => {
    const { answer } = await ran(around);
    const question = { of: 'generated', inputs: 0, population: 1, variable: 'share', prompt: [2, 0], length: 5 } as const;
    const { cells, shares } = answer(question).generated;
    expect([...cells]).toEqual([1, 2, 0, 1, 2]);
    for (const share of shares) expect(share).toBeCloseTo(1, 9);
    expect(() => answer({ ...question, prompt: [3] })).toThrow('no cell 3');
  });
});

describe('the spectrum of a population', () => {
  const cells = (size: number, among = true) =>
    scenario({
      id: 'around',
      title: 'Around',
      source: 'none',
      duration: 1,
      precision: 'float64',
      network: () =>
        network({ u: inputUnit.of(1), x: identityUnit.of(size) }, [
          { from: 'u', to: 'x', port: 'input', wiring: allToAll(), weight: 1 },
          ...(among
            ? [
                { from: 'x', to: 'x', port: 'input', wiring: cycle(), weight: 0.5, delay: steps(1) } as const,
                { from: 'x', to: 'x', port: 'input', wiring: cycle(), weight: 0.25, delay: steps(2) } as const,
              ]
            : []),
        ]),
    });

  it('of a cycle of n cells is the n-th roots of unity, times the sum of its weights', async () => {
    const { answer } = await ran(cells(6));
    const { real, imaginary } = answer({ of: 'spectrum', population: 1 }).spectrum;
    const angles = [...real].map((value, k) => Math.round((3 * Math.atan2(imaginary[k]!, value)) / Math.PI));
    expect(angles.sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
    // Rounded some twenty times on the way.
    real.forEach((value, k) => void expect(Math.hypot(value, imaginary[k]!)).toBeCloseTo(0.75, 13));
  });

  it('is refused of too many cells, and of those that do not hear themselves', async () => {
    const many = await ran(cells(401));
    expect(() => many.answer({ of: 'spectrum', population: 1 })).toThrow('401 cells, and eigenvalues are found of at most 400');
    const alone = await ran(cells(3, false));
    expect(() => alone.answer({ of: 'spectrum', population: 1 })).toThrow('not connected with itself');
  });
});
