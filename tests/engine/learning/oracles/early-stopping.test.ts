/**
 * Stopping early is shrinking: gradient descent from 0 on a linear network with squared error has, after t steps of rate r, the share
 * 1 - (1 - r s^2)^t of the least-squares solution in a singular direction of the inputs with singular value s.
 */
import { expect, it } from 'vitest';
import { allToAll, network, sgd, squaredError } from '../../../../engine/index.ts';
import { identityUnit, inputUnit } from '../../../../models/index.ts';
import { difference, exactMachines, feed, trainerOf } from './oracle.ts';

/** Orthonormal: the reflection at the plane across (1, 2, 2). */
const directions = [
  [7 / 9, -4 / 9, -4 / 9],
  [-4 / 9, 1 / 9, -8 / 9],
  [-4 / 9, -8 / 9, 1 / 9],
];
const singular = [1.5, 0.6, 0.1];
/** One example along each direction, so that the singular vectors of the inputs are known. */
const inputs = directions.map((direction, k) => direction.map((value) => singular[k]! * value));
const answers = [0.8, -1.1, 0.3];
const rate = 0.5;

/** Sum over directions: the share of y / s. */
function shrunk(steps: number): number[] {
  const along = singular.map((s, k) => (1 - (1 - rate * s * s) ** steps) * (answers[k]! / s));
  return [0, 1, 2].map((i) => along.reduce((sum, size, k) => sum + size * directions[k]![i]!, 0));
}

it.each(exactMachines)('each direction as fast as its singular value says, $backend', (on) => {
  const net = network({ x: inputUnit.of(3), y: identityUnit.of(1) }, [
    { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: 0 },
  ]);
  const name = 'x->y:input#0';
  // Summed over examples.
  const loss = squaredError('y', 'answer', inputs.length);
  const trainer = trainerOf(net, { loss, optimiser: sgd({ rate }), trains: [name] }, on, inputs.length);
  for (const steps of [1, 2, 10, 100, 1000]) {
    while (trainer.updates < steps) {
      trainer.train(() => {
        feed(trainer.input('x', 'input'), trainer.batch, [inputs]);
        feed(trainer.targets[0]!, trainer.batch, [answers.map((answer) => [answer])]);
      }, rate);
    }
    // Rounding of the steps, and of the power.
    expect(difference(trainer.trained.read(name), shrunk(steps)), `${steps} steps`).toBeLessThan(1e-12);
  }
});
