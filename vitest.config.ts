import { defineConfig } from 'vitest/config';

/** They run the built command, so they need a build; the others do not wait for it. */
const ofTheBuild = [
  'tests/cli/*.test.ts',
  'tests/site/*.test.ts',
  'tests/package.test.ts',
  'tests/regressions/terminal-*.test.ts',
];

/** They run whole networks, and all scenarios, on all their data: to their ends where those are near, and a while in this Node, in the newest and in Chromium. */
const ofNetworks = ['tests/models/networks/*.test.ts', 'tests/scenarios/**/*.test.ts', 'tests/browser/hashes.test.ts'];

export default defineConfig({
  test: {
    // Forks, because some tests end processes and write to full disks; two, because the smallest machine has two cores.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A busy machine is no fault of what is waited for.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        // One set of modules for all files of a worker: no test here changes a module, and loading them anew took a third of the time.
        test: {
          name: 'units',
          isolate: false,
          include: ['tests/**/*.test.ts'],
          exclude: [...ofTheBuild, ...ofNetworks, 'tests/acceptance/*.test.ts'],
        },
      },
      { extends: true, test: { name: 'networks', isolate: false, include: ofNetworks } },
      { extends: true, test: { name: 'terminal', include: ofTheBuild, globalSetup: 'tests/build.ts' } },
    ],
    coverage: {
      provider: 'v8',
      include: ['engine/**/*.ts', 'models/**/*.ts', 'scenarios/**/*.ts', 'cli/**/*.ts'],
      exclude: ['**/*.generated.ts', '**/*.as.ts'],
    },
  },
});
