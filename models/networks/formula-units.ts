/** Units for the parts of formulas, each part once: gates, and the chains in which what is known too early waits. */
import type { Formula } from '../logic/index.ts';
import type { ThresholdUnit } from './threshold-net.ts';

/** What fires `lag` steps after the step that it is about: below 0 for an input that the formula asks about later. */
export interface Signal {
  readonly name: string;
  /** -Infinity for what is the same at all times. */
  readonly lag: number;
}

type Kind = 'and' | 'or' | 'not';

export class FormulaUnits {
  readonly #units = new Map<string, ThresholdUnit>();
  /** By what makes them. */
  readonly #gates = new Map<string, Signal>();

  get units(): ThresholdUnit[] {
    return [...this.#units.values()];
  }

  signal(formula: Formula): Signal {
    switch (formula.kind) {
      case 'atom':
        return { name: formula.name, lag: -formula.delay };
      case 'constant':
        return formula.value ? this.#gate('not', 0, [], []) : this.#gate('or', 1, [], []);
      case 'or':
        return this.#or(flat(formula, 'or'));
      case 'and':
      case 'not':
        return this.#and(flat(formula, 'and'));
      default:
        return formula satisfies never;
    }
  }

  /** What says the same `lag` steps after: a unit that repeats, as often as it needs. */
  at(signal: Signal, lag: number): Signal {
    let [name, now] = [signal.name, signal.lag];
    if (now === Number.NEGATIVE_INFINITY) return signal;
    for (; now < lag; now++) {
      const later = `${name}'`;
      if (!this.#units.has(later)) this.#add({ name: later, threshold: 1, excitatory: [name], inhibitory: [] });
      name = later;
    }
    return { name, lag };
  }

  #or(parts: readonly Formula[]): Signal {
    const signals = parts.map((part) => this.signal(part));
    return signals.length === 1 ? signals[0]! : this.#gate('or', 1, signals, []);
  }

  #and(parts: readonly Formula[]): Signal {
    const excitatory = unique(parts.filter(({ kind }) => kind !== 'not').map((part) => this.signal(part)));
    const inhibitory = unique(parts.flatMap((part) => (part.kind === 'not' ? this.signal(part.a) : [])));
    if (excitatory.length === 1 && inhibitory.length === 0) return excitatory[0]!;
    return this.#gate(excitatory.length === 0 ? 'not' : 'and', excitatory.length, excitatory, inhibitory);
  }

  #gate(kind: Kind, threshold: number, excitatory: readonly Signal[], inhibitory: readonly Signal[]): Signal {
    const all = [...excitatory, ...inhibitory];
    const before = all.reduce((latest, { lag }) => Math.max(latest, lag), Number.NEGATIVE_INFINITY);
    const [exciting, inhibiting] = [excitatory, inhibitory].map((signals) =>
      [...new Set(signals.map((signal) => this.at(signal, before).name))].sort(),
    ) as [string[], string[]];
    const key = `${threshold}: ${exciting.join(', ')}; ${inhibiting.join(', ')}`;
    const known = this.#gates.get(key);
    // The same unit may be asked about another time.
    if (known !== undefined) return { name: known.name, lag: before + 1 };
    const made = { name: `${kind} ${this.#gates.size + 1}`, lag: before + 1 };
    this.#gates.set(key, made);
    this.#add({ name: made.name, threshold, excitatory: exciting, inhibitory: inhibiting });
    return made;
  }

  #add(unit: ThresholdUnit): void {
    this.#units.set(unit.name, unit);
  }
}

function unique(signals: readonly Signal[]): Signal[] {
  return [...new Map(signals.map((signal) => [`${signal.lag} ${signal.name}`, signal])).values()];
}

/** Its parts, and theirs where they are of the same kind; a negation of 'or' is an 'and' of negations, and two negations are none. */
function flat(formula: Formula, kind: 'and' | 'or'): Formula[] {
  if (formula.kind === kind) return formula.parts.flatMap((part) => flat(part, kind));
  if (formula.kind !== 'not') return [formula];
  const { a } = formula;
  if (a.kind === 'not') return flat(a.a, kind);
  if (a.kind === 'or' && kind === 'and') return a.parts.flatMap((part) => flat({ kind: 'not', a: part }, kind));
  return a.kind === 'constant' ? [{ kind: 'constant', value: !a.value }] : [formula];
}
