/** Checks that every name in a model's texts is known and allowed where it stands, and that nothing depends on itself. No units here. */
import { suggest } from '../suggest.ts';
import { isUnitSymbol } from '../units.ts';
import { findCycle } from './cycle.ts';
import type { ParsedModel } from './parsed-model.ts';
import { errorAt } from './place.ts';
import type { Symbols } from './symbols.ts';
import { type Expression, type NameNode, namesIn, parts, type Statement } from './syntax.ts';

/** What may be read beside parameters, state variables, value ports, definitions, t and dt. */
interface Allowed {
  readonly weight?: boolean;
  readonly primes?: boolean;
  readonly noise?: boolean;
}

function reachesOthers(node: Expression): boolean {
  return node.kind === 'reduce' || node.kind === 'gather';
}

class NameChecker {
  readonly #parsed: ParsedModel;
  readonly #symbols: Symbols;

  constructor(parsed: ParsedModel, symbols: Symbols) {
    this.#parsed = parsed;
    this.#symbols = symbols;
  }

  all(): void {
    const { derivatives, updates, definitions, ports, when, reset, refractory, amplitude } = this.#parsed;
    for (const line of [...derivatives.values(), ...updates.values()]) {
      this.#target(line.target.name, line.target.at);
      this.#expression(line.expression, { primes: line.kind === 'update', noise: line.kind === 'derivative' });
    }
    for (const line of definitions.values()) this.#expression(line.expression, { primes: updates.size > 0 });
    for (const statements of ports.values()) for (const statement of statements) this.#arrival(statement);
    if (when !== null) this.#atSpike(when);
    for (const statement of reset) {
      this.#target(statement.target.name, statement.target.at);
      this.#atSpike(statement.expression);
      this.#reach(statement.expression, (node) => {
        if (!reachesOthers(node)) return;
        throw errorAt(statement.at, { message: 'a reset concerns the spiking cells alone, so it reads no other cell' });
      });
    }
    if (refractory !== null) this.#constant(refractory);
    if (amplitude !== null) this.#atSpike(amplitude);
    this.#held();
    this.#cycles();
  }

  #target(name: string, at: NameNode['at']): void {
    const known = this.#symbols.get(name);
    if (known?.kind === 'state variable') return;
    const variables = Object.keys(this.#parsed.model.state);
    const message =
      known === undefined
        ? `'${name}' is not declared as a state variable`
        : `'${name}' is a ${known.kind}, not a state variable`;
    throw errorAt(at, { message, hint: suggest(name, variables) });
  }

  #expression(expression: Expression, allowed: Allowed): void {
    for (const node of namesIn(expression)) this.#name(node, allowed);
  }

  #name(node: NameNode, allowed: Allowed): void {
    const { name, at } = node;
    if (node.primed) return this.#primed(node, allowed);
    if (name === 't' || name === 'dt') return;
    if (name === 'xi') {
      if (allowed.noise === true) return;
      throw errorAt(at, {
        message: "'xi' is known only in the lines of derivatives (dx/dt = ...), each of which has a noise of its own",
        hint: 'Elsewhere, normal() draws a standard normal number.',
      });
    }
    if (name === 'weight') {
      if (allowed.weight === true || this.#symbols.has(name)) return;
      throw errorAt(at, { message: "'weight' is known only in the statement of an event port" });
    }
    if (/^(pre|post)\b/.test(name) && !this.#symbols.has('weight') && !this.#symbols.has(name))
      throw errorAt(at, { message: `'${name}' is known only in learning rules` });
    const known = this.#symbols.get(name);
    if (known === undefined) throw this.#unknown(node);
    if (known.kind === 'event port') {
      throw errorAt(at, {
        message: `'${name}' is an event port, which has no value to read`,
        hint: "Leave its 'on' out to make it a value port.",
      });
    }
  }

  #primed({ name, at }: NameNode, allowed: Allowed): void {
    if (allowed.primes !== true) throw errorAt(at, { message: `${name}' can be read only in discrete updates (x' = ...)` });
    if (!this.#parsed.updates.has(name)) {
      const updated = [...this.#parsed.updates.keys()];
      throw errorAt(at, { message: `${name}' is read, but no line updates '${name}'`, hint: suggest(name, updated) });
    }
  }

  #unknown({ name, at }: NameNode) {
    if (isUnitSymbol(name))
      return errorAt(at, { message: `'${name}' is not known`, hint: `A unit follows a number: 1 ${name}.` });
    const readable = [...this.#symbols].flatMap(([known, { kind }]) => (kind === 'event port' ? [] : [known]));
    return errorAt(at, { message: `'${name}' is not known`, hint: suggest(name, [...readable, 't', 'dt']) });
  }

  /** Of an event port: f(state, parameters), so no value port and no draw, through definitions neither. */
  #arrival(statement: Statement): void {
    this.#target(statement.target.name, statement.target.at);
    this.#expression(statement.expression, { weight: true });
    this.#reach(statement.expression, (node) => {
      if (node.kind === 'draw')
        throw errorAt(statement.at, { message: 'the statement of an event port cannot draw random numbers' });
      if (reachesOthers(node))
        throw errorAt(statement.at, {
          message: 'the statement of an event port is applied cell by cell, so it reads no other cell',
        });
      if (node.kind === 'name' && this.#symbols.get(node.name)?.kind === 'value port') {
        throw errorAt(statement.at, { message: `the statement of an event port cannot read the value port '${node.name}'` });
      }
      if (node.kind === 'name' && node.primed) {
        throw errorAt(statement.at, {
          message: `the statement of an event port depends on ${node.name}', which is not known before the update`,
        });
      }
    });
  }

  #atSpike(expression: Expression): void {
    this.#expression(expression, {});
    this.#reach(expression, (node) => {
      if (node.kind !== 'name' || !node.primed) return;
      throw errorAt(expression.at, {
        message: `this depends on ${node.name}', but after the update there is only '${node.name}', the new value`,
      });
    });
  }

  #constant(expression: Expression): void {
    this.#expression(expression, {});
    this.#reach(expression, (node) => {
      const kind = node.kind === 'name' ? this.#symbols.get(node.name)?.kind : undefined;
      const changing =
        node.kind === 'draw' ||
        node.kind === 'index' ||
        reachesOthers(node) ||
        kind === 'state variable' ||
        kind === 'value port' ||
        (node.kind === 'name' && node.name === 't');
      if (changing) throw errorAt(expression.at, { message: 'the refractory time must be made of parameters and numbers only' });
    });
  }

  /** Visits all nodes of an expression and of the definitions that it reads. */
  #reach(expression: Expression, visit: (node: Expression) => void, seen = new Set<string>()): void {
    visit(expression);
    for (const part of parts(expression)) this.#reach(part, visit, seen);
    if (expression.kind !== 'name' || seen.has(expression.name)) return;
    const definition = this.#parsed.definitions.get(expression.name);
    seen.add(expression.name);
    if (definition !== undefined) this.#reach(definition.expression, visit, seen);
  }

  #held(): void {
    const held = [...this.#parsed.derivatives.values(), ...this.#parsed.updates.values()].find((line) => line.held);
    if (held === undefined || this.#parsed.refractory !== null) return;
    const message = "'(unless refractory)' is written, but the model has no refractory time";
    throw errorAt(held.at, { message, hint: 'Name it in spike.refractory.' });
  }

  #cycles(): void {
    const { definitions, updates } = this.#parsed;
    const needs = new Map<string, string[]>();
    const uses = (expression: Expression): string[] => {
      return namesIn(expression).flatMap(({ name, primed }) => (primed ? [`${name}'`] : definitions.has(name) ? [name] : []));
    };
    for (const [name, { expression }] of definitions) needs.set(name, uses(expression));
    for (const [name, { expression }] of updates) needs.set(`${name}'`, uses(expression));
    const cycle = findCycle(needs);
    if (cycle === null) return;
    const first = cycle[0]!;
    const line = first.endsWith("'") ? updates.get(first.slice(0, -1))! : definitions.get(first)!;
    throw errorAt(line.at, { message: `these lines depend on each other in a circle: ${[...cycle, first].join(' -> ')}` });
  }
}

/** @throws NeurariumError 'equation' */
export function checkNames(parsed: ParsedModel, symbols: Symbols): void {
  new NameChecker(parsed, symbols).all();
}
