/** The data sets, by name. One line here and one file make a new one. */
import type { DatasetDescription } from '../../engine/index.ts';
import { adding } from './adding.ts';
import { barsAndStripes } from './bars-and-stripes.ts';
import { delayedNoise } from './delayed-noise.ts';
import { digitPatterns } from './digit-patterns.ts';
import { doubleMoon } from './double-moon.ts';
import { ellipsoid } from './ellipsoid.ts';
import { elmanLetters } from './elman-letters.ts';
import { encoder } from './encoder.ts';
import { fourSines } from './four-sines.ts';
import { functionSamples } from './function-samples.ts';
import { gates } from './gates.ts';
import { henon } from './henon.ts';
import { iris } from './iris.ts';
import { kuramotoSivashinskySeries } from './kuramoto-sivashinsky.ts';
import { lorenz, lorenzFree } from './lorenz.ts';
import { mackeyGlassFree, mackeyGlassSeries } from './mackey-glass.ts';
import { mnist } from './mnist.ts';
import { mobyDick } from './moby-dick.ts';
import { narma10Series } from './narma10.ts';
import { parity } from './parity.ts';
import { penguins } from './penguins.ts';
import { playground } from './playground.ts';
import { playgroundRegression } from './playground-regression.ts';
import { points } from './points.ts';
import { randomPatterns } from './random-patterns.ts';
import { reber } from './reber.ts';
import { rossler } from './rossler.ts';
import { sincSamples } from './sinc.ts';
import { sineWaves } from './sine-waves.ts';
import { spikeTemplates } from './spike-templates.ts';
import { storedPatterns } from './stored-patterns.ts';
import { studyHours } from './study-hours.ts';
import { sunspots } from './sunspots.ts';
import { superimposedOscillators } from './superimposed-oscillators.ts';
import { temporalXor } from './temporal-xor.ts';
import { wanderingRates } from './wandering-rates.ts';
import { zeros } from './zeros.ts';

const all: readonly DatasetDescription[] = [
  adding,
  barsAndStripes,
  delayedNoise,
  digitPatterns,
  doubleMoon,
  elmanLetters,
  ellipsoid,
  encoder,
  fourSines,
  functionSamples,
  gates,
  henon,
  iris,
  kuramotoSivashinskySeries,
  lorenz,
  lorenzFree,
  mackeyGlassFree,
  mackeyGlassSeries,
  mnist,
  mobyDick,
  narma10Series,
  parity,
  penguins,
  playground,
  playgroundRegression,
  randomPatterns,
  points,
  reber,
  rossler,
  sincSamples,
  sineWaves,
  spikeTemplates,
  storedPatterns,
  studyHours,
  sunspots,
  superimposedOscillators,
  temporalXor,
  wanderingRates,
  zeros,
];

export const datasets: Readonly<Record<string, DatasetDescription>> = Object.fromEntries(all.map((one) => [one.name, one]));

export { sampledFunction } from './function-samples.ts';
export { rowOrders } from './gates.ts';

export { sinc } from './sinc.ts';
