/** What each name of a model means, and that none means two things. Units of declared names are read here. */
import { NeurariumError, within } from '../errors.ts';
import { suggest } from '../suggest.ts';
import { type Dimension, formatDimension, parseUnit, sameDimension } from '../units.ts';
import { FUNCTION_NAMES } from './functions.ts';
import type { ParsedModel } from './parsed-model.ts';
import { errorAt } from './place.ts';

type SymbolKind = 'parameter' | 'state variable' | 'value port' | 'event port' | 'definition';

/** `dimension`: null for a definition, whose unit follows from its expression. */
interface ModelSymbol {
  readonly kind: SymbolKind;
  readonly dimension: Dimension | null;
}

export type Symbols = ReadonlyMap<string, ModelSymbol>;

const RESERVED: readonly string[] = ['weight', 'pre', 'post', 't', 'dt', 'xi', 'position'];
const KEYWORDS: readonly string[] = ['and', 'or', 'not', 'unless'];

/** Why a name cannot be given to something, or null. `granted`: reserved names that stand for what they are reserved for. */
function refusal(name: string, granted: readonly string[]): string | null {
  if (!/^[A-Za-z_]\w*$/.test(name)) return 'a name is made of letters, digits and underscores, and does not begin with a digit';
  if (RESERVED.includes(name) && !granted.includes(name)) return `reserved are ${RESERVED.join(', ')}`;
  if (KEYWORDS.includes(name)) return `the language uses the words ${KEYWORDS.join(', ')}`;
  if (FUNCTION_NAMES.includes(name)) return 'it is the name of a function';
  return null;
}

function declared(parsed: ParsedModel): [string, SymbolKind, string][] {
  const { parameters, state, ports } = parsed.model;
  return [
    ...Object.entries(parameters).map(([name, { unit }]): [string, SymbolKind, string] => [name, 'parameter', unit]),
    ...Object.entries(state).map(([name, { unit }]): [string, SymbolKind, string] => [name, 'state variable', unit]),
    ...Object.entries(ports).map(([name, port]): [string, SymbolKind, string] => {
      return [name, port.on === undefined ? 'value port' : 'event port', port.unit];
    }),
  ];
}

function fail(message: string, where: string, hint?: string): NeurariumError {
  return new NeurariumError({ code: 'equation', message, where, hint });
}

/** @throws NeurariumError 'equation' or 'unit' where a name is unfit or given twice, or a unit cannot be read */
export function symbolsOf(parsed: ParsedModel, granted: readonly string[] = []): Symbols {
  const symbols = new Map<string, ModelSymbol>();
  for (const [name, kind, unit] of declared(parsed)) {
    const where = `${kind} ${name}`;
    const reason = refusal(name, granted);
    if (reason !== null) throw fail(`'${name}' cannot be the name of a ${kind}: ${reason}`, where);
    const earlier = symbols.get(name);
    if (earlier !== undefined)
      throw fail(`'${name}' is the name of a ${earlier.kind} and of a ${kind}`, where, 'Rename one of them.');
    symbols.set(name, { kind, dimension: within(where, () => parseUnit(unit).dimension) });
  }
  for (const { target } of parsed.definitions.values()) {
    const reason = refusal(target.name, granted);
    if (reason !== null) throw errorAt(target.at, { message: `'${target.name}' cannot be defined: ${reason}` });
    const earlier = symbols.get(target.name);
    if (earlier !== undefined) {
      const hint =
        earlier.kind === 'state variable' ? `Write d${target.name}/dt = ... or ${target.name}' = ...` : 'Rename one of them.';
      throw errorAt(target.at, { message: `'${target.name}' is defined here, but it is a ${earlier.kind} already`, hint });
    }
    symbols.set(target.name, { kind: 'definition', dimension: null });
  }
  checkInitials(parsed, symbols);
  return symbols;
}

/** An initial value that is a name is a parameter's, in the unit of the variable; outputs are state variables. */
function checkInitials(parsed: ParsedModel, symbols: Symbols): void {
  const { parameters, state, outputs } = parsed.model;
  for (const [name, { initial }] of Object.entries(state)) {
    if (typeof initial !== 'string') continue;
    const where = `state variable ${name}`;
    if (!Object.hasOwn(parameters, initial)) {
      throw fail(`its initial value '${initial}' is no parameter of the model`, where, suggest(initial, Object.keys(parameters)));
    }
    const given = symbols.get(initial)!.dimension!;
    const expected = symbols.get(name)!.dimension!;
    if (!sameDimension(given, expected)) {
      const message = `its initial value '${initial}' is in ${formatDimension(given)}, expected ${formatDimension(expected)}`;
      throw new NeurariumError({ code: 'unit', message, where });
    }
  }
  for (const output of outputs) {
    if (!Object.hasOwn(state, output))
      throw fail(`the output '${output}' is no state variable`, 'outputs', suggest(output, Object.keys(state)));
  }
}
