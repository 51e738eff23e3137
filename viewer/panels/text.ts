/** A text, the equations of a population's model with its inputs, parameters, threshold and reset, or what a network reads and writes. */
import type { About, Panel } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { populationNumber } from './cell-numbers.ts';
import { everyCell } from './every-cell.ts';
import type { PanelDrawing, PanelKind, PanelView, Table, Translate } from './panel.ts';
import { ReadText, type ReadTextPanel } from './read-text.ts';
import { withUnit } from './short-number.ts';

type TextPanel = Extract<Panel, { readonly panel: 'text' }>;
type PlainPanel = Exclude<TextPanel, ReadTextPanel>;

interface Line {
  readonly text: string;
  readonly heading: boolean;
}

export const text: PanelKind<TextPanel> = {
  title: (panel, _about, t) => {
    if ('reads' in panel) return t('text.read', { of: panel.of });
    return 'equationsOf' in panel ? t('text.equations', { of: panel.equationsOf }) : t('text.title');
  },
  demand: (panel, about) => {
    if (!('reads' in panel)) return [];
    const { of, variable, reads } = panel;
    const output = about.populations[populationNumber(about, reads)]?.output ?? '';
    return [everyCell(about, reads, output), everyCell(about, of, variable)].filter((demand) => demand !== null);
  },
  drawing: (panel) => ('reads' in panel ? new ReadText(panel) : new TextDrawing(panel)),
};

class TextDrawing implements PanelDrawing {
  readonly #panel: PlainPanel;

  constructor(panel: PlainPanel) {
    this.#panel = panel;
  }

  draw({ about, theme, width, height, t }: PanelView): Picture {
    const mono = 'equationsOf' in this.#panel;
    const columns = Math.max(8, Math.floor((width - 24) / (theme.text * 0.62)));
    const items: PictureItem[] = [];
    let y = theme.text * 0.8;
    for (const { text: line, heading } of linesOf(this.#panel, about, t)) {
      if (heading) y += theme.text * 0.4;
      const colour = heading ? theme.accent : theme.ink;
      for (const part of wrapped(line, columns)) {
        if (y + theme.text > height) return { width, height, items };
        items.push({
          kind: 'text',
          x: 12,
          y,
          text: part,
          size: theme.text,
          colour,
          baseline: 'top',
          bold: heading,
          mono: mono && !heading,
        });
        y += theme.text * 1.4;
      }
    }
    return { width, height, items };
  }

  hit(): null {
    return null;
  }

  table({ about, t }: PanelView): Table {
    return { text: linesOf(this.#panel, about, t).map((line) => line.text) };
  }

  timeAxis(): null {
    return null;
  }
}

function linesOf(panel: PlainPanel, about: About, t: Translate): Line[] {
  if (!('equationsOf' in panel)) return panel.text.split('\n').map((line) => ({ text: line, heading: false }));
  const population = about.populations.find(({ name }) => name === panel.equationsOf);
  if (population === undefined) return [{ text: t('panel.none', { name: panel.equationsOf }), heading: false }];
  const { model, size, source, equations, ports, parameters, spike } = population;
  const plain = (line: string): Line => ({ text: line, heading: false });
  const section = (heading: string, lines: readonly string[]): Line[] =>
    lines.length === 0 ? [] : [{ text: heading, heading: true }, ...lines.map(plain)];
  const written = equations
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const fires =
    spike === undefined
      ? []
      : [
          `${t('text.when')} ${spike.when}`,
          ...(spike.reset ?? '')
            .split(/[\n;]/)
            .flatMap((line) => (line.trim() === '' ? [] : `${t('text.reset')} ${line.trim()}`)),
          ...(spike.refractory === undefined ? [] : [`${t('text.refractory')} ${spike.refractory}`]),
        ];
  return [
    plain(t('text.model', { model, size })),
    plain(source),
    ...section(t('text.dynamics'), written),
    ...section(
      t('text.ports'),
      Object.entries(ports).map(
        ([name, { on, unit, doc }]) => `${name} (${unit}): ${on ?? t('text.value')}${doc === '' ? '' : `, ${doc}`}`,
      ),
    ),
    ...section(t('text.spike'), fires),
    ...section(
      t('text.parameters'),
      Object.entries(parameters).map(
        ([name, { value, unit, doc }]) => `${name} = ${value === null ? t('text.perCell') : withUnit(value, unit)}, ${doc}`,
      ),
    ),
  ];
}

/** At spaces where there are any; what goes on is indented. */
function wrapped(line: string, columns: number): string[] {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > columns) {
    const space = rest.lastIndexOf(' ', columns);
    const end = space > 4 ? space : columns;
    parts.push(rest.slice(0, end));
    rest = `    ${rest.slice(end).trim()}`;
  }
  return [...parts, rest];
}
