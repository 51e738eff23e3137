/**
 * Who may import whom: ARCHITECTURE's layers, engine <- models <- scenarios <- viewer, cli; one door per folder; nobody imports tests.
 * tests/check-layers.js runs it, and proves for each rule that a planted violation is found.
 */

/** npm packages that the engine may use: all run unchanged in Node and in the browser. */
const ENGINE_PACKAGES = ['rxjs', '@mcap/core', '@msgpack/msgpack', '@bokuweb/zstd-wasm'];

/** The plain values between two stages, and the words they are written in: shapes that every layer of the engine shares. */
const SHARED_SHAPES = '^engine/(kernels/(ir|builder)|compile/plan)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'engine-knows-no-layer-above',
      comment: 'The engine knows no model, no scenario, no screen and no file system.',
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: '^(models|scenarios|viewer|cli)/' },
    },
    {
      name: 'models-know-the-engine-alone',
      severity: 'error',
      from: { path: '^models/' },
      to: { path: '^(scenarios|viewer|cli)/' },
    },
    {
      name: 'scenarios-know-models-and-engine',
      severity: 'error',
      from: { path: '^scenarios/' },
      to: { path: '^(viewer|cli)/' },
    },
    {
      name: 'cli-and-viewer-apart',
      comment: 'The terminal serves the viewer as built files; neither imports the other.',
      severity: 'error',
      from: { path: '^(cli|viewer)/' },
      to: { path: '^(cli|viewer)/', pathNot: '^$1/' },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { path: '^(engine|models|scenarios|viewer|cli)/|^(index|node)\\.ts$' },
      to: { path: '^tests/' },
    },
    {
      name: 'one-door',
      comment: 'Other folders import a folder through its index.ts alone.',
      severity: 'error',
      from: { path: '^(engine|models|scenarios|viewer|cli)/|^(index|node)\\.ts$' },
      to: { path: '^(engine|models|scenarios)/', pathNot: ['^$1/', '^(engine|models|scenarios)/index\\.ts$'] },
    },
    {
      name: 'one-door-inside-from-the-top',
      comment: 'Files directly in a folder import its sub-folders through their doors.',
      severity: 'error',
      from: { path: '^(engine|models|scenarios)/[^/]+$' },
      to: { path: '^$1/[^/]+/', pathNot: ['/index\\.ts$', SHARED_SHAPES, '/assembly/'] },
    },
    {
      name: 'one-door-inside-from-a-sibling',
      comment: 'Sub-folders import each other through their doors.',
      severity: 'error',
      from: { path: '^(engine|models|scenarios)/([^/]+)/' },
      to: { path: '^$1/[^/]+/', pathNot: ['^$1/$2/', '/index\\.ts$', SHARED_SHAPES] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-node-modules-of-node',
      comment: 'Engine, models and scenarios run in the browser too. Build steps in plain .js are no part of them.',
      severity: 'error',
      from: { path: '^(engine|models|scenarios)/', pathNot: '\\.js$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engine-packages',
      comment: `The engine uses ${ENGINE_PACKAGES.join(', ')} and no other package: the rest may be Node only.`,
      severity: 'error',
      from: { path: '^engine/', pathNot: '\\.js$' },
      to: { path: 'node_modules/', pathNot: `node_modules/(${ENGINE_PACKAGES.join('|')})/` },
    },
    {
      name: 'models-and-scenarios-are-data',
      comment: 'Models and scenarios use no package at all.',
      severity: 'error',
      from: { path: '^(models|scenarios)/', pathNot: '\\.js$' },
      to: { path: 'node_modules/' },
    },
    {
      name: 'no-streams-below',
      comment: 'Equations, kernels, numerics and compiling know no streams.',
      severity: 'error',
      from: { path: '^engine/(equations|kernels|numerics|compile)/' },
      to: { path: 'node_modules/rxjs/' },
    },
    {
      name: 'description-is-plain',
      comment: 'A description is plain data: no streams, no kernels.',
      severity: 'error',
      from: { path: '^engine/(units|random|model|network|scenario)\\.ts$' },
      to: { path: 'node_modules/rxjs/|^engine/(kernels|executors|operators)/', pathNot: SHARED_SHAPES },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.as\\.ts$' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
