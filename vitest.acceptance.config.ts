/** `npm run acceptance`: what takes too long for every push. Apart from vitest.config.ts, so that `vitest run` leaves it out. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'acceptance',
    include: ['tests/acceptance/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 300_000,
  },
});
