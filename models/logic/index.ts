/** Propositions and finite automata: from text to plain data, and what they say. The nets that do the same are in networks. */
export { type Automaton, parseAutomaton, statesOf } from './automaton.ts';
export { type Atom, atomsOf, evaluate, type Formula } from './formula.ts';
export { normalForm } from './normal-form.ts';
export { type NamedFormula, parseFormulas } from './parse-formulas.ts';
