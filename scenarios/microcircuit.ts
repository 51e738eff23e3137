/**
 * A square millimetre of cortex: four layers of excitatory and inhibitory neurons, wired as anatomy and physiology found. Below full
 * scale neurons and synapses of each are fewer in proportion; weights grow by 1 / sqrt(scale) and a constant current makes up for the
 * rest, so that mean and variance of every neuron's input stay (van Albada, Helias & Diesmann 2015, PLoS Comput Biol 11:e1004490).
 */
import { fixedTotalNumber, network, normal, ownMath, poissonInput, scenario } from '../engine/index.ts';
import { lifExponential } from '../models/index.ts';

const names = ['L23E', 'L23I', 'L4E', 'L4I', 'L5E', 'L5I', 'L6E', 'L6I'] as const;
type Name = (typeof names)[number];

const sizes = [20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948];
/** External sources of each neuron. */
const externals = [1600, 1500, 2100, 1900, 2000, 1900, 2900, 2100];
/** Probability that two neurons are connected at all; a row for each target, a column for each source (table 5 of the paper). */
const connected = [
  [0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0],
  [0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0],
  [0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0],
  [0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0],
  [0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0],
  [0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0],
  [0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252],
  [0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443],
];
/** Hz, of the full network in NEST (PyNEST example Potjans_2014). */
const rates = [0.903, 2.965, 4.414, 5.876, 7.569, 8.633, 1.105, 7.829];

/** Hz of an external source. */
const background = 8;
/** pA, and the share of it that is the standard deviation. */
const [weight, spread] = [87.8, 0.1];
const inhibition = -4;
/** ms. */
const synapticTime = 0.5;

const isExcitatory = (source: number) => source % 2 === 0;

const size = (population: number, scale: number) => Math.round(sizes[population]! * scale);

/** Mean pA from a source to a target; the excitation of layer 2/3 by layer 4 is doubled. */
function meanWeight(source: number, target: number): number {
  if (!isExcitatory(source)) return inhibition * weight;
  return names[source] === 'L4E' && names[target] === 'L23E' ? 2 * weight : weight;
}

/** Synapses per pair of neurons: with that many, drawn with repetition, the given share of pairs has at least one. */
function density(source: number, target: number): number {
  return -ownMath.log1p(-connected[target]![source]!);
}

/** pA that the scaled network lacks in the mean: what grew by 1 / sqrt(scale) times what shrank by scale leaves sqrt(scale). */
function compensation(target: number, scale: number): number {
  const recurrent = names.reduce(
    (sum, _, source) => sum + density(source, target) * sizes[source]! * rates[source]! * meanWeight(source, target),
    externals[target]! * background * weight,
  );
  return (1 - Math.sqrt(scale)) * recurrent * synapticTime * 0.001;
}

export default scenario({
  id: 'microcircuit',
  title: 'Cortical microcircuit of eight populations, scaled down',
  source: 'Potjans & Diesmann 2014, Cereb Cortex 24:785',
  dt: '0.1 ms',
  duration: '1.5 s',
  controls: { scale: { default: 0.1, min: 0.02, max: 1, doc: 'share of the neurons, and of the synapses of each' } },
  network: ({ scale }) => {
    const cells = names.map((name, target) => {
      const cell = lifExponential.of(size(target, scale), {
        tau: '10 ms',
        capacitance: '250 pF',
        vRest: '-65 mV',
        vThreshold: '-50 mV',
        vReset: '-65 mV',
        refractory: '2 ms',
        tauE: `${synapticTime} ms`,
        tauI: `${synapticTime} ms`,
        bias: `${compensation(target, scale)} pA`,
        v: normal('-58 mV', '10 mV'),
      });
      return [name, cell] as const;
    });
    const scaled = 1 / Math.sqrt(scale);
    const projections = names.flatMap((to, target) =>
      names.flatMap((from, source) => {
        if (connected[target]![source] === 0) return [];
        const mean = meanWeight(source, target) * scaled;
        const delay = isExcitatory(source) ? 1.5 : 0.75;
        return {
          from,
          to,
          port: isExcitatory(source) ? ('excitatory' as const) : ('inhibitory' as const),
          wiring: fixedTotalNumber(Math.round(density(source, target) * size(source, scale) * size(target, scale)), {
            replacement: true,
          }),
          // No weight changes its sign.
          weight: normal(`${mean} pA`, `${Math.abs(mean) * spread} pA`, mean > 0 ? { min: '0 pA' } : { max: '0 pA' }),
          delay: normal(`${delay} ms`, `${delay / 2} ms`, { min: '0.1 ms' }),
        };
      }),
    );
    const drives = names.map((to, target) => ({
      from: poissonInput({ rate: `${background} Hz`, sources: externals[target]! * scale }),
      to,
      port: 'excitatory' as const,
      weight: `${weight * scaled} pA` as const,
    }));
    const populations = Object.fromEntries(cells) as Record<Name, (typeof cells)[number][1]>;
    return network(populations, [...projections, ...drives]);
  },
  panels: [
    { panel: 'raster', of: names },
    { panel: 'rate', of: names },
  ],
  expect: names.map((of, k) => {
    const rate = rates[k]!;
    const within = Math.max(0.6, 0.3 * rate);
    return {
      of,
      measure: 'rate',
      between: [rate - within, rate + within],
      window: ['500 ms', '10 s'],
      why: `Hz: ${rate} at full scale in NEST; the larger of 0.6 Hz and 30 % either way`,
    };
  }),
});
