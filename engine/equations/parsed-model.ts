/** A model whose texts are syntax trees: lines sorted by kind, one per variable. Names inside expressions are not looked at yet. */
import { NeurariumError } from '../errors.ts';
import type { Model } from '../model.ts';
import { parseExpression, parseLines, parseStatements } from './parse.ts';
import { errorAt } from './place.ts';
import type { Expression, Line, Statement } from './syntax.ts';

export interface ParsedModel {
  readonly model: Model;
  /** By variable, in the order of the text. */
  readonly derivatives: ReadonlyMap<string, Line>;
  readonly updates: ReadonlyMap<string, Line>;
  readonly definitions: ReadonlyMap<string, Line>;
  /** Statements of each event port, in declared order. */
  readonly ports: ReadonlyMap<string, readonly Statement[]>;
  readonly when: Expression | null;
  readonly reset: readonly Statement[];
  readonly refractory: Expression | null;
  readonly amplitude: Expression | null;
}

function written(line: Line): string {
  const { name } = line.target;
  return { derivative: `d${name}/dt`, update: `${name}'`, definition: name }[line.kind];
}

function sortLines(lines: readonly Line[]): Record<Line['kind'], Map<string, Line>> {
  const sorted = { derivative: new Map<string, Line>(), update: new Map<string, Line>(), definition: new Map<string, Line>() };
  const all = new Map<string, Line>();
  for (const line of lines) {
    const earlier = all.get(line.target.name);
    if (earlier !== undefined) {
      throw errorAt(line.target.at, {
        message: `'${line.target.name}' has two lines: '${written(earlier)} = ...' and '${written(line)} = ...'`,
        hint: 'Join them into one.',
      });
    }
    all.set(line.target.name, line);
    sorted[line.kind].set(line.target.name, line);
  }
  const [update] = sorted.update.values();
  if (update !== undefined && sorted.derivative.size > 0) {
    throw errorAt(update.at, {
      message: `a model has either derivatives or discrete updates, but '${update.target.name}' has an update beside derivatives`,
      hint: 'Write every changing variable as dx/dt, or every one as an update.',
    });
  }
  return sorted;
}

function parsePorts(model: Model): Map<string, readonly Statement[]> {
  const ports = new Map<string, readonly Statement[]>();
  for (const [name, port] of Object.entries(model.ports)) {
    if (port.on === undefined) continue;
    const statements = parseStatements({ title: `port '${name}'`, text: port.on }, model.axes);
    if (statements.length === 0) {
      const message = `the statement of event port '${name}' is empty`;
      throw new NeurariumError({
        code: 'equation',
        message,
        where: `port '${name}'`,
        hint: "Write 'x += weight', or leave 'on' out for a value port.",
      });
    }
    ports.set(name, statements);
  }
  return ports;
}

/** Parses all texts of a model. `title`: what its equations are called in errors. @throws NeurariumError 'equation' */
export function parseModel(model: Model, title = 'equations'): ParsedModel {
  const lines = sortLines(parseLines({ title, text: model.equations }, model.axes));
  const { spike } = model;
  return {
    model,
    derivatives: lines.derivative,
    updates: lines.update,
    definitions: lines.definition,
    ports: parsePorts(model),
    when: spike === undefined ? null : parseExpression(spike.when, 'spike.when', model.axes),
    reset: spike?.reset === undefined ? [] : parseStatements({ title: 'spike.reset', text: spike.reset }, model.axes),
    refractory: spike?.refractory === undefined ? null : parseExpression(spike.refractory, 'spike.refractory', model.axes),
    amplitude: spike?.amplitude === undefined ? null : parseExpression(spike.amplitude, 'spike.amplitude', model.axes),
  };
}
