/** Izhikevich's thousand neurons: the rhythms that the paper shows. */
import { expect, it } from 'vitest';
import { simulate } from '../../engine/index.ts';
import izhikevich from '../../scenarios/izhikevich.ts';
import { host } from '../simulated.ts';

const steps = 1000;

/** Spikes of all neurons in each ms of a second. */
function activity(strength: number): number[] {
  const simulation = simulate(izhikevich, { seed: 1, host, controls: { strength } });
  const counts = new Array<number>(steps).fill(0);
  for (const name of ['E', 'I']) {
    simulation.population(name).spikes$.subscribe(({ step, count }) => {
      counts[step]! += count;
    });
  }
  simulation.step(steps);
  simulation.dispose();
  return counts;
}

/** Share of the variance in `counts` that lies from `low` up to `high` Hz. */
function shareOf(counts: readonly number[], low: number, high: number): number {
  const mean = counts.reduce((a, b) => a + b) / steps;
  const total = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 2;
  let power = 0;
  for (let frequency = low; frequency < high; frequency++) {
    let [real, imaginary] = [0, 0];
    counts.forEach((count, step) => {
      real += (count - mean) * Math.cos((2 * Math.PI * frequency * step) / steps);
      imaginary += (count - mean) * Math.sin((2 * Math.PI * frequency * step) / steps);
    });
    power += (real * real + imaginary * imaginary) / steps;
  }
  return power / total;
}

it('has rhythms of about 10 Hz and of 20 to 60 Hz, which come from the connections', () => {
  const connected = activity(1);
  // The paper's program, 24 runs of 1 s: 0.19 to 0.35, and 0.29 to 0.47. White noise would have 0.016 and 0.08.
  expect(shareOf(connected, 6, 14)).toBeGreaterThan(0.15);
  expect(shareOf(connected, 20, 60)).toBeGreaterThan(0.22);
  expect(shareOf(connected, 20, 60)).toBeLessThan(0.55);
  // All fall silent together in between: the fullest ms has far more than chance gives.
  expect(Math.max(...connected)).toBeGreaterThan(40);
  expect(Math.max(...activity(0))).toBeLessThan(40);
});
