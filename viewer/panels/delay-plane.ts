/** A variable against what it was some steps before: the attractor of a series, or of several, unfolds (Takens 1981). */
import type { About, Panel, ValueDemand } from '../../engine/index.ts';
import type { Picture } from '../picture/picture.ts';
import { populationNumber, unitOf } from './cell-numbers.ts';
import { airy, type ChartFrame, chartFrame, noticePicture } from './chart-frame.ts';
import { timeColumn, toldTime } from './model-time.ts';
import { lineColour, namesAbove } from './names-above.ts';
import type { Hit, PanelDrawing, PanelView, Table } from './panel.ts';
import { pathOf, type Trail } from './paths-plane.ts';
import { named, withUnit } from './short-number.ts';

export type DelayPanel = Extract<Panel, { readonly panel: 'plane'; readonly delay: number }>;

/** So many delays of the past are shown, or the whole window where that is longer: an attractor has many turns. */
const turns = 50;
/** A point that is farther from the pointer is not meant, in px. */
const near = 12;

type NamedTrail = Trail & { readonly name: string; readonly population: number };

/** Of the populations that have the cell. */
export function demandsOfDelay({ of, variable, cell }: DelayPanel, about: About): ValueDemand[] {
  return [of].flat().flatMap((name) => {
    const population = populationNumber(about, name);
    const found = about.populations[population];
    return found !== undefined && cell < found.size && Object.hasOwn(found.variables, variable)
      ? [{ population, variable, cells: [cell] }]
      : [];
  });
}

export class DelayPlane implements PanelDrawing {
  readonly #panel: DelayPanel;

  constructor(panel: DelayPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const trails = this.#trails(view);
    if (trails.every(({ steps }) => steps.length === 0)) return noticePicture(theme, width, height, t('panel.nothing'));
    const frame = this.#frame(view, trails);
    const { left, right, top, bottom } = frame;
    const paths = trails.flatMap((trail, k) => {
      const colour = lineColour(theme, k);
      return pathOf(view, frame, trail, { colour, disc: colour, width: 1.3 });
    });
    const clip = { kind: 'clip', x: left, y: top, width: right - left, height: bottom - top, items: paths } as const;
    return {
      width,
      height,
      items: [
        clip,
        ...frame.items,
        ...namesAbove(
          theme,
          frame,
          trails.map(({ name }) => name),
        ),
      ],
    };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const trails = this.#trails(view);
    const frame = this.#frame(view, trails);
    let [found, least]: [{ trail: NamedTrail; k: number } | null, number] = [null, near];
    for (const trail of trails)
      for (const k of trail.steps.keys()) {
        const distance = Math.hypot(frame.x(trail.x[k]!) - x, frame.y(trail.y[k]!) - y);
        if (distance < least) [found, least] = [{ trail, k }, distance];
      }
    if (found === null) return null;
    const { about, t } = view;
    const { trail, k } = found;
    const { variable } = this.#panel;
    const unit = unitOf(about, trail.name, variable);
    const lines = [
      trail.name,
      toldTime(about, trail.steps[k]! + 1, t),
      `${variable} = ${withUnit(trail.y[k]!, unit)}`,
      `${this.#before(view)}: ${withUnit(trail.x[k]!, unit)}`,
    ];
    return { lines, cell: { population: trail.population, cell: trail.cell }, step: trail.steps[k]! };
  }

  table(view: PanelView): Table {
    const trails = this.#trails(view);
    const { variable, delay } = this.#panel;
    return {
      of: trails.flatMap(({ steps, name }) => steps.map(() => name)),
      [timeColumn(view.about)]: trails.flatMap(({ steps }) => steps.map((step) => (step + 1) * view.about.dt)),
      [`${variable}, ${delay} steps before`]: trails.flatMap(({ x }) => x),
      [variable]: trails.flatMap(({ y }) => y),
    };
  }

  timeAxis(): null {
    return null;
  }

  #before({ t }: PanelView): string {
    const { variable, delay } = this.#panel;
    return t('delay.before', { variable, delay: String(delay) });
  }

  #trails({ about, history, time }: PanelView): NamedTrail[] {
    const { cell, delay } = this.#panel;
    const first = Math.ceil(Math.min(time.from, time.cursor - turns * delay));
    return demandsOfDelay(this.#panel, about).map((demand) => {
      const values = new Map<number, number>();
      history.values(demand)?.visit(Math.max(about.firstStep, first - delay), Math.floor(time.to) + 1, (step, row, offset) => {
        values.set(step, row[offset]!);
      });
      const steps = [...values.keys()].filter((step) => step >= first && values.has(step - delay));
      const { population } = demand;
      return {
        name: about.populations[population]!.name,
        population,
        cell,
        steps,
        x: steps.map((step) => values.get(step - delay)!),
        y: steps.map((step) => values.get(step)!),
      };
    });
  }

  #frame(view: PanelView, trails: readonly NamedTrail[]): ChartFrame {
    const { about, theme, width, height } = view;
    const { variable, between } = this.#panel;
    const [low, high] = between ?? airy(trails.flatMap(({ x, y }) => [...x, ...y]));
    const label = named(variable, unitOf(about, [this.#panel.of].flat()[0]!, variable));
    return chartFrame(theme, width, height, { label: this.#before(view), low, high }, { label, low, high });
  }
}
