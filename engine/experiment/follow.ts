/** A network that follows a live stream: samples in, its answers out, and it learns from each sample that says what it should have been. */
import { defer, map, type OperatorFunction } from 'rxjs';
import { NeurariumError } from '../errors.ts';
import type { BatchNetwork } from '../learning/index.ts';

export interface LiveSample {
  /** One number per cell of the population that hears it. */
  readonly input: ArrayLike<number>;
  /** What the answer should be; left out, or NaN, where nobody knows: then nothing is learnt. */
  readonly target?: ArrayLike<number>;
}

export interface FollowOptions {
  readonly input: { readonly population: string; readonly port: string };
  /** Population whose first output is the answer. */
  readonly answer: string;
}

/**
 * One step for each sample; emits what the network answers, before it learns from it. A reservoir that foretells a sensor, its readout trained
 * online by recursive least squares:
 *
 *     const net = echoState({ inputs: 1, cells: 100, outputs: 1 });
 *     const readout = recursiveLeastSquares({ trains: echoStateReadout, field: 'next' });
 *     const network = new BatchNetwork(net, { dt: 1, seed: 1, precision: 'float64', batch: 1, learners: { readout } });
 *     sensor$
 *       .pipe(
 *         pairwise(),
 *         map(([before, now]) => ({ input: [before], target: [now] })),
 *         follow(network, { input: { population: 'u', port: 'input' }, answer: 'y' }),
 *       )
 *       .subscribe(([foretold]) => console.log(foretold));
 *
 * A subscription begins in the initial state, with the weights of now. @throws NeurariumError, as the stream's error, for samples that do not fit
 */
export function follow(network: BatchNetwork, { input, answer }: FollowOptions): OperatorFunction<LiveSample, Float64Array> {
  return (source) =>
    defer(() => {
      if (network.unroll !== 1 || network.batch !== 1)
        fail(`a network of ${network.batch} examples and windows of ${network.unroll} steps, expected one example and one step`);
      const { values } = network.input(input.population, input.port);
      const sizeOf = (population: string) => network.plan.populations.find(({ name }) => name === population)!.size;
      const [inputs, outputs] = [sizeOf(input.population), sizeOf(answer)];
      const output = network.plan.populations.find(({ name }) => name === answer)!.model.outputs[0]!;
      const said = network.values(answer, output).values;
      let step = 0;
      return source.pipe(
        map((sample) => {
          checkLength('input', sample.input, inputs);
          network.begin(1, step > 0);
          network.clear();
          values.set(sample.input);
          network.forward(step);
          const answered = Float64Array.from(said.subarray(0, outputs));
          if (sample.target !== undefined) learnFrom(network, sample.target, step);
          step++;
          return answered;
        }),
      );
    });
}

function learnFrom(network: BatchNetwork, target: ArrayLike<number>, step: number): void {
  for (const { values, size } of network.targets) {
    checkLength('target', target, size);
    values.set(target);
  }
  network.learn({ share: 0, epoch: 0, update: step, endsEpoch: false });
}

function checkLength(what: string, { length }: ArrayLike<number>, expected: number): void {
  if (length !== expected) fail(`a sample with ${length} numbers of ${what}, expected ${expected}`);
}

function fail(message: string): never {
  throw new NeurariumError({ code: 'usage', message });
}
