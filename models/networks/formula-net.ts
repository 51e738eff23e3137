/**
 * Any formula of propositions about inputs in time, as a net of threshold units without circles: a conjunction is one unit, with its negated
 * parts as inhibitory inputs; a disjunction is one; earlier inputs wait in chains of units. McCulloch & Pitts 1943, Bull Math Biophys 5:115,
 * theorem II. A formula that holds while all inputs are silent, which the paper excludes, asks for units of threshold 0.
 */
import { atomsOf, type NamedFormula, normalForm, parseFormulas } from '../logic/index.ts';
import { FormulaUnits } from './formula-units.ts';
import type { ThresholdNet } from './threshold-net.ts';

export interface FormulaNetOptions {
  /** `normal`: a disjunction of conjunctions, which answers within two steps; `nested`: as written, with few units. Default 'normal'. */
  readonly form?: 'normal' | 'nested';
  /** Steps after which it answers; default: as few as all its formulas can. */
  readonly lag?: number;
}

/** Text as of `parseFormulas`, or formulas: an output for each. Inputs in the order of the text. @throws NeurariumError 'equation' */
export function formulaNet(formulas: string | readonly NamedFormula[], options: FormulaNetOptions = {}): ThresholdNet {
  const { form = 'normal' } = options;
  const named = typeof formulas === 'string' ? parseFormulas(formulas) : formulas;
  const made = new FormulaUnits();
  const roots = named.map(({ formula }) => made.signal(form === 'normal' ? normalForm(formula) : formula));
  const inputs = [...new Set(named.flatMap(({ formula }) => atomsOf(formula).map(({ name }) => name)))];
  // What an input says itself is repeated by a unit.
  const lag = Math.max(options.lag ?? 0, ...roots.map((root) => (inputs.includes(root.name) ? root.lag + 1 : root.lag)));
  const outputs = roots.map((root) => made.at(root, lag).name);
  return { inputs, units: made.units, outputs, lag, inhibition: 'absolute' };
}
