/** Asks what a network says for each point of a grid of inputs. Draws nothing. */
import type { Interval, Surface, ToldSurface } from '../../../engine/index.ts';
import { populationNumber } from '../cell-numbers.ts';
import type { PanelView } from '../panel.ts';

export interface AskedSurface {
  readonly told: ToldSurface | null;
  /** Why there is none, in the reader's language; null where it is there or still to come. */
  readonly why: string | null;
}

/** `up` null: of a single input. */
export interface Points {
  readonly across: Interval;
  readonly up: Interval | null;
  readonly columns: number;
  readonly rows: number;
}

/** The variable that is meant where a surface names none. */
export function variableOf({ about }: Pick<PanelView, 'about'>, { of, variable }: Omit<Surface, 'from'>): string {
  return variable ?? about.populations[populationNumber(about, of)]?.output ?? '';
}

export function askSurface(view: PanelView, surface: Surface, { across, up, columns, rows }: Points): AskedSurface {
  const { about, ask, t } = view;
  const [inputs, population] = [populationNumber(about, surface.from), populationNumber(about, surface.of)];
  if (inputs < 0 || population < 0) return { told: null, why: t('panel.none', { name: inputs < 0 ? surface.from : surface.of }) };
  const variable = variableOf(view, surface);
  const { answer, why } = ask({ of: 'surface', inputs, population, variable, across, up: up ?? [0, 1], columns, rows });
  return { told: answer?.of === 'surface' ? answer.surface : null, why: why === null ? null : t('panel.unknown', { why }) };
}

/** The value of a cell at a place between the points, both given as shares from 0 to 1; NaN outside. */
export function valueAt({ values, columns, rows }: ToldSurface, cell: number, x: number, y: number): number {
  if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) return Number.NaN;
  const [column, row] = [x * (columns - 1), y * (rows - 1)];
  const [left, low] = [Math.min(columns - 1, Math.floor(column)), Math.min(rows - 1, Math.floor(row))];
  const [right, high] = [Math.min(columns - 1, left + 1), Math.min(rows - 1, low + 1)];
  const at = (r: number, c: number): number => values[cell * rows * columns + r * columns + c]!;
  const [u, v] = [column - left, row - low];
  return (1 - v) * ((1 - u) * at(low, left) + u * at(low, right)) + v * ((1 - u) * at(high, left) + u * at(high, right));
}
