/** Runs a threshold net in the engine, for the tests. */
import { type ThresholdNet, thresholdNet } from '../../../models/index.ts';
import { simulationOf, stimulateAt } from '../../simulated.ts';

/** Whether each output fired in each step, [output][step], for inputs [input][step]; the net's lag is taken off. */
export function answersOf(net: ThresholdNet, inputs: readonly ArrayLike<number>[]): Uint8Array[] {
  const steps = inputs[0]!.length;
  const simulation = simulationOf(thresholdNet(net), { dt: 1 });
  for (let step = 0; step < steps; step++) {
    const cells = inputs.flatMap((bits, cell) => (bits[step] === 1 ? [cell] : []));
    if (cells.length > 0) stimulateAt(simulation, step, 'inputs', 'events', { cells, value: 1 });
  }
  const answers = net.outputs.map(() => new Uint8Array(steps));
  const places = new Map(net.units.map(({ name }, unit) => [name, unit]));
  const outputs = new Map<number, Uint8Array[]>();
  net.outputs.forEach((name, k) => {
    const unit = places.get(name)!;
    outputs.set(unit, [...(outputs.get(unit) ?? []), answers[k]!]);
  });
  simulation.population('units').spikes$.subscribe(({ step, count, cells }) => {
    if (step < net.lag) return;
    for (let i = 0; i < count; i++) for (const answer of outputs.get(cells[i]!) ?? []) answer[step - net.lag] = 1;
  });
  simulation.step(steps + net.lag);
  return answers;
}

/** All rows of a table one after the other: input i is bit i of the row. */
export function tableOf(inputs: number): Uint8Array[] {
  return Array.from({ length: inputs }, (_, i) => Uint8Array.from({ length: 2 ** inputs }, (_, row) => (row >> i) & 1));
}
