/** The help of a scenario showed the default of a rate in 1/ms and called it Hz: 'default: 0.015 Hz' for 15 Hz. */
import { expect, it } from 'vitest';
import { said } from '../cli/command.ts';

it('the help shows defaults and examples of controls in the unit it names', async () => {
  const { stdout } = await said(['run', 'stdp', '--help']);
  expect(stdout.replace(/\s+/g, ' ')).toContain("mean rate of each; a quantity in Hz of at least '0 Hz' (default: 15 Hz)");
});
