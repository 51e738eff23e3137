/** What the ring's controls do to its bump. */
import { expect, it } from 'vitest';
import { load, run } from './run.ts';

it('ring: the bump stays without a shift, and follows its direction and size', async () => {
  const scenario = await load('ring');
  const speedAt = async (shift: string) => {
    const { metrics } = await run(scenario, { controls: { shift }, duration: '1.2 s' });
    expect(metrics['bump_length']).toBeGreaterThan(0.85);
    return metrics['turns_per_second']!;
  };
  // Noise moves a bump that has no direction by about 0.002 turns per s (two seeds).
  expect(Math.abs(await speedAt('0 um'))).toBeLessThan(0.02);
  // tan(shift) / tauE, which is for weak, unhurried activity: measured 2.54 to 2.57 (two seeds, both directions), 11 % above.
  const linear = Math.tan(0.2 * Math.PI) / (2 * Math.PI * 0.05);
  const back = await speedAt('-100 um');
  expect(back).toBeLessThan(-linear / 1.2);
  expect(back).toBeGreaterThan(-linear * 1.2);
});
