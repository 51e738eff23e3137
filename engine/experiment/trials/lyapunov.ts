/** The largest Lyapunov exponent by twins: two states, one a little beside the other, brought near again after each step. */
import { numbersAt, type Plan } from '../../compile/plan.ts';
import { NeurariumError } from '../../errors.ts';
import { ownMath } from '../../kernels/index.ts';
import { RandomStream } from '../../random.ts';
import type { Checkpoint } from '../../simulation/index.ts';
import type { LyapunovMetric } from '../../trial-metrics.ts';
import { Trial, type Tried } from './trial.ts';

/** How far twins are apart after each step: small beside the state, large beside its rounding. */
const near = 1e-8;

/** Nats per step; -Infinity where twins become one. @throws NeurariumError 'description' for populations that spike */
export function largestExponent(tried: Tried, { of, drive, steps, washout }: LyapunovMetric): number {
  const trial = new Trial(tried, drive);
  const { simulation, plan } = trial;
  refuseSpikes(plan);
  for (let t = 0; t < washout; t++) trial.step(trial.inputs(0, t));
  let one = simulation.checkpoint();
  moveAside(trial, of, tried.seed);
  bringTo(near, dynamicsOf(plan, one), dynamicsOf(plan));
  let twin = simulation.checkpoint();
  let sum = 0;
  for (let t = washout; t < washout + steps; t++) {
    simulation.restore(one);
    trial.step(trial.inputs(0, t));
    one = simulation.checkpoint();
    simulation.restore(twin);
    trial.step(trial.inputs(0, t));
    const apart = bringTo(near, dynamicsOf(plan, one), dynamicsOf(plan));
    if (apart === 0) return Number.NEGATIVE_INFINITY;
    sum += ownMath.log(apart / near);
    twin = simulation.checkpoint();
  }
  simulation.dispose();
  return sum / steps;
}

/** All that a step changes, of now or of a checkpoint, as numbers; what is no number in it is the same in twins. */
function dynamicsOf({ map }: Plan, checkpoint?: Checkpoint): Float64Array {
  const [begin, end] = map.ranges.state;
  const length = (end - begin) / 8;
  if (checkpoint === undefined) return new Float64Array(map.memory.buffer, begin, length);
  const { buffer, byteOffset } = checkpoint.state;
  return new Float64Array(buffer, byteOffset + begin - map.whole[0], length);
}

/** Moves `there` towards or away from `here`, to a distance. -> how far they were apart. */
function bringTo(distance: number, here: Float64Array, there: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < here.length; i++) {
    if (Object.is(here[i], there[i])) continue;
    const difference = there[i]! - here[i]!;
    squares += difference * difference;
  }
  const apart = Math.sqrt(squares);
  const share = distance / apart;
  for (let i = 0; i < here.length; i++) if (!Object.is(here[i], there[i])) there[i] = here[i]! + (there[i]! - here[i]!) * share;
  return apart;
}

/** In a random direction: states, and what of them is on its way. */
function moveAside({ plan }: Trial, of: readonly string[], seed: number): void {
  const { buffer } = plan.map.memory;
  const random = new RandomStream(seed, 'trials/twin');
  for (const name of of) {
    const found = plan.populations.find((one) => one.name === name)!;
    Object.entries(found.state).forEach(([variable, { address }], v) => {
      const aside = Float64Array.from(
        { length: found.size },
        (_, cell) => near * (2 * random.uniform(v, cell, found.index, 0) - 1),
      );
      const move = (from: number) => {
        const numbers = numbersAt(buffer, from, found.size, 'float64');
        for (let cell = 0; cell < found.size; cell++) numbers[cell]! += aside[cell]!;
      };
      move(address);
      for (const projection of plan.projections) {
        if (projection.kind !== 'value' || projection.source !== found || projection.variable !== variable) continue;
        for (let slot = 0; projection.history !== null && slot < projection.delay; slot++)
          move(projection.history.address + slot * found.stride * 8);
      }
    });
  }
}

function refuseSpikes({ populations }: Plan): void {
  const spiking = populations.find(({ lowered }) => lowered.spikes);
  if (spiking === undefined) return;
  throw new NeurariumError({
    code: 'description',
    message: `${spiking.name} spikes, and twins that differ by a spike are not near each other`,
    hint: 'Measure how far streams of inputs lead it apart: stateDistance(...).',
  });
}
