/** Updates of an echo state network: the engine, a plain loop over the same weights, and SciPy as ReservoirPy uses it in each step. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ValueProjectionPlan } from '../../../engine/compile/plan.ts';
import { allToAll, BatchNetwork, network, normal, probability, steps, uniform } from '../../../engine/index.ts';
import { inputUnit, leakyTanhUnit } from '../../../models/index.ts';
import { runChild } from '../child.ts';
import { type Contestant, disturbanceOfOthers, interleave, type Measured, type Result, runsOf } from '../interleave.ts';
import { figure } from '../report.ts';
import { type Findings, type Suite, timed } from '../suite.ts';
import { type Reservoir, runPlain } from '../yardsticks/reservoir-plain.ts';

interface Size {
  readonly units: number;
  readonly density: number;
  readonly steps: number;
}
const sizes: readonly Size[] = [
  { units: 100, density: 0.1, steps: 50_000 },
  { units: 1000, density: 0.1, steps: 3000 },
  { units: 5000, density: 0.01, steps: 1000 },
];
const leak = 0.7;
const names = { engine: 'engine', plain: 'plain JavaScript', scipy: 'SciPy' } as const;

/** Debian's. */
const python = '/usr/bin/python3';
const script = fileURLToPath(new URL('../yardsticks/reservoir_scipy.py', import.meta.url));
const argsOf = ({ units, density, steps }: Size) => [
  'OPENBLAS_NUM_THREADS=1',
  'OMP_NUM_THREADS=1',
  python,
  script,
  ...[units, density, steps].map(String),
];

function networkOf({ units, density }: Size, seed: number): BatchNetwork {
  // What the others do: no readout.
  const net = network({ u: inputUnit.of(1), x: leakyTanhUnit.of(units, { leak, bias: uniform(-0.2, 0.2) }) }, [
    { from: 'u', to: 'x', port: 'input', wiring: allToAll(), weight: uniform(-1, 1) },
    {
      from: 'x',
      to: 'x',
      port: 'feedback',
      wiring: probability(density),
      weight: normal(0, 0.9 / Math.sqrt(units * density)),
      delay: steps(1),
    },
  ]);
  return new BatchNetwork(net, { dt: 1, seed, precision: 'float64', batch: 1, learners: {} });
}

/** The weights that the engine drew. */
function weightsOf({ plan }: BatchNetwork): Reservoir {
  const projectionOf = (wanted: string) => plan.projections.find(({ name }) => name === wanted) as ValueProjectionPlan;
  const { rows, sources, weights, target, synapses } = projectionOf('x->x:feedback#0');
  const { buffer } = plan.map.memory;
  const units = target.size;
  const bias = target.parameters['bias']!.region;
  return {
    rows: new Uint32Array(buffer, rows.address, units + 1).slice(),
    sources: new Uint32Array(buffer, sources.address, synapses).slice(),
    weights: new Float64Array(buffer, weights.address, synapses).slice(),
    inputs: new Float64Array(buffer, projectionOf('u->x:input#0').weights.address, units).slice(),
    bias: new Float64Array(buffer, bias.address, units).slice(),
    leak,
  };
}

function seriesOf(steps: number): Float64Array {
  return Float64Array.from({ length: steps }, (_, t) => ((t * 0.6180339887) % 1) * 2 - 1);
}

/** From the initial state on. */
function runEngine(network: BatchNetwork, series: Float64Array): void {
  const { values } = network.input('u', 'input');
  for (let step = 0; step < series.length; step++) {
    network.begin(1, step > 0);
    network.clear();
    values[0] = series[step]!;
    network.forward(step);
  }
}

function contestants(size: Size, network: BatchNetwork): Contestant[] {
  const series = seriesOf(size.steps);
  const reservoir = weightsOf(network);
  const scipy = async (): Promise<Measured> => {
    const { stdout, waited } = await runChild('env', argsOf(size));
    const { seconds } = JSON.parse(stdout) as { seconds: number };
    return { seconds, amount: size.steps, waited };
  };
  return [
    { name: names.engine, run: () => ({ seconds: timed(() => runEngine(network, series)), amount: size.steps }) },
    { name: names.plain, run: () => ({ seconds: timed(() => runPlain(reservoir, series)), amount: size.steps }) },
    ...(hasScipy() ? [{ name: names.scipy, run: scipy }] : []),
  ];
}

function hasScipy(): boolean {
  return spawnSync(python, ['-c', 'import scipy.sparse']).status === 0;
}

/** The largest difference of their states after 100 steps. */
function apart(network: BatchNetwork): number {
  const series = seriesOf(100);
  runEngine(network, series);
  const plain = runPlain(weightsOf(network), series);
  const { values } = network.values('x', 'y');
  return plain.reduce((most, value, i) => Math.max(most, Math.abs(value - values[i]!)), 0);
}

const rates = (result: Result, name: string) => runsOf(result, name).map(({ seconds, amount }) => amount! / seconds);

async function measure(size: Size, rounds: number, seed: number): Promise<Findings> {
  const network = networkOf(size, seed);
  const difference = apart(network);
  const result = await interleave(contestants(size, network), rounds, disturbanceOfOthers);
  const base = rates(result, names.engine);
  const faster = (name: string) => rates(result, name).map((rate, round) => base[round]! / rate);
  const label = `${size.units} units, ${size.density * 100} %`;
  const scipy = rates(result, names.scipy);
  return {
    figures: [
      figure(`${label}: engine`, 'updates per s', base),
      figure(`${label}: ${names.plain}`, 'updates per s', rates(result, names.plain)),
      figure(`${label}: engine faster than ${names.plain}`, 'x', faster(names.plain), { atLeast: 1.5 }),
      ...(scipy.length === 0
        ? []
        : [
            figure(`${label}: ${names.scipy}`, 'updates per s', scipy),
            figure(`${label}: engine faster than ${names.scipy}`, 'x', faster(names.scipy), { atLeast: 1 }),
          ]),
    ],
    quiet: result.quiet,
    dropped: result.dropped,
    notes: difference < 1e-9 ? [] : [`ERROR: ${label}: the plain loop parts from the engine by ${difference}`],
  };
}

export const reservoirSuite: Suite = {
  name: 'reservoir',
  about: 'a step of an echo state network, one input, float64, one thread',
  run: async ({ rounds, seed }) => {
    const found: Findings[] = [];
    for (const size of sizes) found.push(await measure(size, rounds, seed));
    return {
      figures: found.flatMap(({ figures }) => figures),
      quiet: found.every(({ quiet }) => quiet),
      dropped: found.reduce((sum, { dropped }) => sum + dropped, 0),
      notes: [
        hasScipy()
          ? 'SciPy: W @ x + Win @ u, tanh, leak, as ReservoirPy does'
          : 'SciPy is not there: apt-get install python3-scipy',
        ...found.flatMap(({ notes }) => notes),
      ],
    };
  },
};
