/** The names that an expression over a pair of cells may use, and their units. Knows the description alone: no value, no dt. */
import { type ExpressionNames, type ExpressionProgram, lowerExpression } from './equations/index.ts';
import type { Model } from './model.ts';
import type { PairExpression } from './pair-expression.ts';
import { coordinateNames, type Positions } from './position.ts';
import { DIMENSIONLESS, type Dimension, parseUnit } from './units.ts';

/** A population of a network, as far as its names go. */
interface Side {
  readonly name: string;
  readonly model: Model;
  readonly position: Positions | null;
}

export interface Pair {
  readonly source: Side;
  readonly target: Side;
}

const LENGTH = parseUnit('um').dimension;

function pairNames({ source, target }: Pair): ExpressionNames {
  const names = new Map<string, Dimension | { readonly refused: string }>([
    ['i', DIMENSIONLESS],
    ['j', DIMENSIONLESS],
  ]);
  for (const [population, side] of [
    [source, 'pre'],
    [target, 'post'],
  ] as const) {
    const { name, model, position } = population;
    coordinateNames.forEach((coordinate, axis) => {
      const known = position !== null && axis < position.coordinates.length;
      const refused = position === null ? `${name} has no positions` : `${name} has no coordinate ${coordinate}`;
      names.set(`${coordinate}_${side}`, known ? LENGTH : { refused });
    });
    for (const [parameter, { unit }] of Object.entries(model.parameters))
      names.set(`${parameter}_${side}`, parseUnit(unit).dimension);
  }
  const refused = whyNoDistance(source, target);
  names.set('distance', refused === null ? LENGTH : { refused });
  return names;
}

function whyNoDistance(source: Side, target: Side): string | null {
  const without = [source, target].find(({ position }) => position === null);
  if (without !== undefined)
    return `${without.name} has no positions; give it some, such as { position: grid([20, 20], '50 um') }`;
  const [from, to] = [source.position!, target.position!];
  if (from.period.length !== to.period.length)
    return `${source.name} has ${from.period.length} coordinates, ${target.name} ${to.period.length}`;
  if (from.period.some((period, axis) => period !== to.period[axis]))
    return `the spaces of ${source.name} and of ${target.name} do not repeat after the same lengths`;
  return null;
}

/** The expression as programs; `unit` is what it must give. @throws NeurariumError 'equation' or 'unit', with the place in the text */
export function lowerPairExpression({ text }: PairExpression, pair: Pair, unit: string, what: string): ExpressionProgram {
  const expected = unit === 'condition' ? 'condition' : parseUnit(unit).dimension;
  return lowerExpression(text, pairNames(pair), expected, what, 'a pair of cells');
}

/** Refuses an expression that does not fit the pair. @throws NeurariumError as `lowerPairExpression` */
export function checkPair(expression: PairExpression, pair: Pair, unit: string, what: string): void {
  lowerPairExpression(expression, pair, unit, what);
}
