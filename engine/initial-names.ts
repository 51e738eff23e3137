/** The names that an initial value's expression may use, and their units. Knows the description alone: no value. */
import { type ExpressionProgram, lowerExpression } from './equations/index.ts';
import type { Model } from './model.ts';
import type { WrittenExpression } from './pair-expression.ts';
import { parseUnit } from './units.ts';

/** The expression as programs; `unit` is what it must give. @throws NeurariumError 'equation' or 'unit', with the place in the text */
export function lowerInitial({ text }: WrittenExpression, parameters: Model['parameters'], unit: string): ExpressionProgram {
  const names = new Map(Object.entries(parameters).map(([name, about]) => [name, parseUnit(about.unit).dimension]));
  names.set('dt', parseUnit('ms').dimension);
  return lowerExpression(text, names, parseUnit(unit).dimension, 'initial value', 'an initial value');
}
