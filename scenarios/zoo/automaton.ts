/** A finite automaton, compiled from its text to a net of McCulloch-Pitts units with circles, reads every word of a length. */
import { NeurariumError, patternErrors, scenario } from '../../engine/index.ts';
import { automatonNet, judgedNet, parseAutomaton, relativeInhibition, statesOf } from '../../models/index.ts';
import { everyWindow } from '../every-window.ts';
import { inhibitionControl, judgedStimuli } from '../judged.ts';

const steps = 600;
const mostSymbols = 24;

interface Choices {
  readonly automaton: string;
  readonly inhibition: 'absolute' | 'relative';
}

/** The longest words of which all come within the run: at least of two symbols. */
function wordOf(symbols: number): number[] {
  if (symbols > mostSymbols)
    throw new NeurariumError({
      code: 'usage',
      message: `${symbols} symbols, expected at most ${mostSymbols}: all words of two are read`,
      hint: 'automatonNet() itself takes any number.',
    });
  let length = 2;
  for (let words = symbols * symbols; symbols > 1 && words * symbols <= steps; words *= symbols) length++;
  return everyWindow(symbols, length);
}

/** What inputs say in each step, and what is true then. */
function readingOf({ automaton: text, inhibition }: Choices) {
  const automaton = parseAutomaton(text);
  const made = automatonNet(automaton);
  const net = inhibition === 'absolute' ? made : relativeInhibition(made);
  const word = wordOf(automaton.symbols.length);
  const every = Array.from({ length: steps }, (_, step) => step);
  const read = every.map((step) => word[step % word.length]!);
  const states = statesOf(automaton, read);
  const shown = (isTrue: (state: number) => boolean) => every.map((step) => step >= net.lag && isTrue(states[step - net.lag]!));
  return {
    net,
    inputs: [every.map((step) => step === 0), ...automaton.symbols.map((_, symbol) => read.map((one) => one === symbol))],
    truth: [
      ...automaton.states.map((_, k) => shown((state) => state === k)),
      shown((state) => automaton.accepts[state]!),
      shown(() => true),
    ],
  };
}

export default scenario({
  id: 'automaton',
  title: 'McCulloch-Pitts net with circles: any finite automaton, compiled',
  source: 'McCulloch & Pitts 1943, Bull Math Biophys 5:115; Kleene 1956, Automata Studies, Princeton, 3',
  controls: {
    automaton: {
      default: 'start: r0; accept: r0; r0: 0 -> r0, 1 -> r1; r1: 0 -> r2, 1 -> r0; r2: 0 -> r1, 1 -> r2',
      longest: 4000,
      doc: 'start: STATE; accept: STATE, ...; and of each state where each symbol leads; this one: binary numbers that three divides',
    },
    inhibition: inhibitionControl,
  },
  dt: '1 ms',
  duration: `${steps} ms`,
  network: (controls) => judgedNet(readingOf(controls).net),
  stimuli: (controls) => judgedStimuli(readingOf(controls)),
  panels: [
    { panel: 'graph', of: ['inputs', 'units'], layout: 'circular' },
    { panel: 'matrix', of: 'table', variable: 'active' },
    { panel: 'raster', of: ['inputs', 'units', 'truth', 'wrong'] },
  ],
  metrics: { wrong_spikes: patternErrors('wrong', []) },
  expect: [{ measure: 'wrong_spikes', atMost: 0, why: 'what the net says against stepping through the table' }],
});
