/** `npm run bench`: what the engine does in a second, beside what others do. `--only <suite> --rounds n --seconds s --json`. */
import { parseArgs } from 'node:util';
import { type Report, table } from './report.ts';
import type { Settings, Suite } from './suite.ts';
import { brunelSuite } from './suites/brunel.ts';
import { cobahhSuite } from './suites/cobahh.ts';
import { compileSuite } from './suites/compile.ts';
import { cubaSuite } from './suites/cuba.ts';
import { digitsSuite } from './suites/digits.ts';
import { hopfieldSuite } from './suites/hopfield.ts';
import { deliverySuite, kernelsSuite } from './suites/kernels.ts';
import { matrixSuite } from './suites/matrix.ts';
import { millionSuite } from './suites/million.ts';
import { plasticitySuite } from './suites/plasticity.ts';
import { rbmSuite } from './suites/rbm.ts';
import { replaySuite } from './suites/replay.ts';
import { reservoirSuite } from './suites/reservoir.ts';
import { somSuite } from './suites/som.ts';
import { startSuite } from './suites/start.ts';
import { trainingSuite } from './suites/training.ts';
import { viewerSuite } from './suites/viewer.ts';

const suites: readonly Suite[] = [
  cubaSuite,
  brunelSuite,
  cobahhSuite,
  startSuite,
  compileSuite,
  kernelsSuite,
  deliverySuite,
  matrixSuite,
  reservoirSuite,
  somSuite,
  hopfieldSuite,
  rbmSuite,
  trainingSuite,
  millionSuite,
  plasticitySuite,
  replaySuite,
  digitsSuite,
  viewerSuite,
];

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

function positive(name: string, given: string): number {
  const value = Number(given);
  return value > 0 && Number.isFinite(value) ? value : refuse(`--${name} ${given}: expected a number above 0`);
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const known = suites.map(({ name }) => name);
const unknown = values.only?.find((name) => !known.includes(name));
if (unknown !== undefined) refuse(`--only ${unknown}: expected one of ${known.join(', ')}`);
const settings: Settings = {
  rounds: Math.ceil(positive('rounds', values.rounds)),
  modelSeconds: positive('seconds', values.seconds),
  seed: 1,
};

const setting = `${settings.rounds} rounds in turn, one thread, Node ${process.version}`;
if (!values.json) console.log(`${setting}; median, lowest and highest\n`);
const reports: Report[] = [];
for (const suite of suites) {
  if (values.only !== undefined && !values.only.includes(suite.name)) continue;
  const report = { suite: suite.name, about: suite.about, ...(await suite.run(settings)) };
  reports.push(report);
  if (!values.json) console.log(`${table(report)}\n`);
}
if (values.json) console.log(JSON.stringify({ node: process.version, ...settings, reports }));
