/** What cells say in one step, each with an input of its own, and the derivatives of that by the inputs. */
import {
  allToAll,
  GradientTrainer,
  gradient,
  network,
  type Population,
  type Projection,
  type Surrogate,
  sgd,
  squaredError,
} from '../../../engine/index.ts';
import { inputUnit } from '../../../models/index.ts';
import { type Choices, simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';

export interface Asked extends Choices {
  readonly port?: string;
  /** Default: the first output. */
  readonly variable?: string;
  /** Of thresholds, for slopes. */
  readonly surrogate?: Surrogate;
}

export function response(
  cells: Population,
  inputs: ArrayLike<number>,
  { port = 'input', variable, ...choices }: Asked = {},
): number[] {
  const simulation = simulationOf(network({ cells }, []), choices);
  stimulateAt(simulation, 0, 'cells', port, { cells: 'all', value: Float64Array.from(inputs) });
  const rows = valuesAfterSteps(simulation, 'cells', variable ?? cells.model.outputs[0]!);
  simulation.step();
  return rows[0]!;
}

/** d (sum of all outputs) / d input, in float64. */
export function slopes(
  cells: Population,
  inputs: ArrayLike<number>,
  { port = 'input', variable, surrogate }: Asked = {},
): number[] {
  const from = [{ from: 'x', to: 'cells', port, wiring: allToAll(), weight: 0 }] as Projection<Record<string, Population>>[];
  const described = network({ x: inputUnit.of(1), cells } as Record<string, Population>, from);
  const loss = squaredError(`cells.${variable ?? cells.model.outputs[0]!}`, 'target');
  const learner = gradient({ loss, optimiser: sgd({ rate: 1 }), trains: ['*'], ...(surrogate && { surrogate }) });
  const net = new GradientTrainer(described, { dt: 1, seed: 1, precision: 'float64', learner, batch: 1 });
  // Half the squared distance from one less than what it says has the derivative 1.
  const said = (target: (cell: number) => number) => () => {
    net.input('cells', port).values.set(Float64Array.from(inputs));
    net.targets[0]!.values.set(Float64Array.from({ length: cells.size }, (_, cell) => target(cell)));
  };
  net.evaluate(said(() => 0));
  const values = net.values('cells', loss.variable!).values.slice();
  net.evaluate(said((cell) => values[cell]! - 1));
  net.backward();
  return Array.from(net.delta('cells', port)!.values.subarray(0, cells.size));
}

/** A step with inputs that no number holds: the sums of 1e308 times each weight. */
export function overflow(cells: Population, weights: readonly number[]): number[] {
  const from = [
    {
      from: 'x',
      to: 'cells',
      port: 'input',
      wiring: allToAll(),
      weight: weights.flatMap((weight) => Array(cells.size).fill(weight)),
    },
  ] as Projection<Record<string, Population>>[];
  const simulation = simulationOf(network({ x: inputUnit.of(weights.length), cells } as Record<string, Population>, from));
  stimulateAt(simulation, 0, 'x', 'input', { cells: 'all', value: 1e308 });
  const rows = valuesAfterSteps(simulation, 'cells', cells.model.outputs[0]!);
  simulation.step();
  return rows[0]!;
}
