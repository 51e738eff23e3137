import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Forks, because some tests end processes and write to full disks; two, because the smallest machine has two cores.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['engine/**/*.ts', 'models/**/*.ts', 'scenarios/**/*.ts', 'cli/**/*.ts'],
      exclude: ['**/*.generated.ts', '**/*.as.ts'],
    },
  },
});
