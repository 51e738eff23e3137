/** A formula, compiled from its text to a net of McCulloch-Pitts units without circles, answers every case that there is. */
import { NeurariumError, patternErrors, scenario } from '../../engine/index.ts';
import {
  atomsOf,
  evaluate,
  formulaNet,
  judgedNet,
  type NamedFormula,
  parseFormulas,
  relativeInhibition,
} from '../../models/index.ts';
import { everyWindow } from '../every-window.ts';
import { inhibitionControl, judgedStimuli } from '../judged.ts';

const steps = 600;
/** Cases are windows of all inputs together, as long as the formulas look back: all of them come within the run. */
const mostBits = 9;

interface Choices {
  readonly formula: string;
  readonly form: 'normal' | 'nested';
  readonly inhibition: 'absolute' | 'relative';
}

function netOf(formulas: readonly NamedFormula[], { form, inhibition }: Choices) {
  const net = formulaNet(formulas, { form });
  return inhibition === 'absolute' ? net : relativeInhibition(net);
}

/** What inputs say in each step, and what is true then. */
function casesOf(choices: Choices) {
  const formulas = parseFormulas(choices.formula);
  const net = netOf(formulas, choices);
  const past = Math.max(0, ...formulas.flatMap(({ formula }) => atomsOf(formula).map(({ delay }) => delay)));
  const bits = net.inputs.length * (past + 1);
  if (bits > mostBits)
    throw new NeurariumError({
      code: 'usage',
      message: `${net.inputs.length} inputs over ${past + 1} steps are ${bits} bits, expected at most ${mostBits}: all cases are shown`,
      hint: 'Use fewer inputs, or shorter delays; formulaNet() itself takes any number.',
    });
  const sequence = everyWindow(1 << net.inputs.length, past + 1);
  const at = (input: number, step: number) => step >= 0 && ((sequence[step % sequence.length]! >> input) & 1) === 1;
  const every = Array.from({ length: steps }, (_, step) => step);
  const isTrue = ({ formula }: NamedFormula, step: number) =>
    step >= past && evaluate(formula, ({ name, delay }) => at(net.inputs.indexOf(name), step - delay));
  return {
    net,
    formulas,
    cases: sequence.length,
    inputs: net.inputs.map((_, input) => every.map((step) => at(input, step))),
    truth: [
      ...formulas.map((formula) => every.map((step) => isTrue(formula, step - net.lag))),
      every.map((step) => step >= past + net.lag),
    ],
  };
}

export default scenario({
  id: 'formula',
  title: 'McCulloch-Pitts net: any formula, compiled',
  source: 'McCulloch & Pitts 1943, Bull Math Biophys 5:115, figure 1e and theorem II',
  controls: {
    formula: {
      default: 'feels_heat = heat(t-1) | cold(t-3) & !cold(t-2); feels_cold = cold(t-2) & cold(t-1)',
      longest: 1000,
      doc: 'such as A ^ B -> C(t-1), with ! & | ^ -> <->; several between semicolons; that of the paper: cold that ends at once is felt as heat',
    },
    form: {
      default: 'normal',
      choices: ['normal', 'nested'],
      doc: 'units for a disjunction of conjunctions, or for the formula as it is written',
    },
    inhibition: inhibitionControl,
  },
  dt: '1 ms',
  duration: `${steps} ms`,
  network: (controls) => judgedNet(casesOf(controls).net),
  stimuli: (controls) => judgedStimuli(casesOf(controls)),
  panels: (controls) => {
    const { net, formulas, cases } = casesOf(controls);
    const names = formulas.map(({ name }) => name);
    return [
      { panel: 'matrix', of: 'table', variable: 'active' },
      { panel: 'graph', of: ['inputs', 'units'], layout: 'layered' },
      { panel: 'raster', of: ['inputs', 'units', 'truth', 'wrong'] },
      {
        panel: 'text',
        text: [
          `${net.units.length} units, answers after ${net.lag} steps, ${cases} cases`,
          `table: ${[...net.inputs, ...names, ...names.map((name) => `${name} in truth`)].join(', ')}`,
          ...net.units.map(
            ({ name, threshold, excitatory, inhibitory }) =>
              `${name}: ${threshold} of [${excitatory.join(', ')}]${inhibitory.length === 0 ? '' : `, not [${inhibitory.join(', ')}]`}`,
          ),
        ].join('\n'),
      },
    ];
  },
  metrics: { wrong_spikes: patternErrors('wrong', []) },
  expect: [{ measure: 'wrong_spikes', atMost: 0, why: 'what the net says against the formula, in every case' }],
});
