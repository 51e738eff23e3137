/** Propositions about inputs in time, as plain data, and what they say of inputs that are known. */
import type { Place } from '../../engine/index.ts';

/** That an input is active: `delay` steps before the step that is asked about. */
export interface Atom {
  readonly kind: 'atom';
  readonly name: string;
  readonly delay: number;
  /** Where it is written, if it is. */
  readonly at?: Place;
}

export type Formula =
  | { readonly kind: 'constant'; readonly value: boolean }
  | Atom
  | { readonly kind: 'not'; readonly a: Formula }
  /** Of no parts: true, or false. */
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Formula[] };

/** A formula, and the name that its text gives it. */
export interface Definition {
  readonly name: string | null;
  readonly formula: Formula;
  readonly at: Place;
}

/** `isActive`: whether an input was, so many steps before. */
export function evaluate(formula: Formula, isActive: (atom: Atom) => boolean): boolean {
  switch (formula.kind) {
    case 'constant':
      return formula.value;
    case 'atom':
      return isActive(formula);
    case 'not':
      return !evaluate(formula.a, isActive);
    case 'and':
      return formula.parts.every((part) => evaluate(part, isActive));
    case 'or':
      return formula.parts.some((part) => evaluate(part, isActive));
    default:
      return formula satisfies never;
  }
}

/** Its atoms, changed. */
export function replaceAtoms(formula: Formula, change: (atom: Atom) => Formula): Formula {
  switch (formula.kind) {
    case 'constant':
      return formula;
    case 'atom':
      return change(formula);
    case 'not':
      return { kind: 'not', a: replaceAtoms(formula.a, change) };
    case 'and':
    case 'or':
      return { kind: formula.kind, parts: formula.parts.map((part) => replaceAtoms(part, change)) };
    default:
      return formula satisfies never;
  }
}

/** Each once, in the order of the text. */
export function atomsOf(formula: Formula): Atom[] {
  const found = new Map<string, Atom>();
  replaceAtoms(formula, (atom) => {
    const key = `${atom.name}(t-${atom.delay})`;
    if (!found.has(key)) found.set(key, atom);
    return atom;
  });
  return [...found.values()];
}
