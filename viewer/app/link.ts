/**
 * The whole state of the view as a link, and back. A link carries ids, numbers and names only; what it says is checked against the
 * scenario where it is used. Knows no page.
 */
import type { ControlValue, Panel, Speed } from '../../engine/index.ts';
import type { TimeView } from './time-view.ts';

/** A panel of the scenario by its place there, or one that was added. */
export type LinkedPanel = number | Panel;

export interface View {
  /** Null: the front page, or what the server or a file shows. */
  readonly scenario: string | null;
  readonly seed: number;
  /** Those that differ from their defaults. */
  readonly controls: Readonly<Record<string, ControlValue>>;
  /** Of the run in ms of model time; null: as the scenario has it. */
  readonly duration: number | null;
  /** Null: one that suits the scenario. */
  readonly speed: Speed | null;
  /** Null: those of the scenario. */
  readonly panels: readonly LinkedPanel[] | null;
  readonly time: TimeView | null;
  readonly selected: { readonly population: string; readonly cell: number } | null;
  /** Names of projections that send nothing. */
  readonly muted: readonly string[];
  readonly search: string;
}

export const emptyView: View = {
  scenario: null,
  seed: 1,
  controls: {},
  duration: null,
  speed: null,
  panels: null,
  time: null,
  selected: null,
  muted: [],
  search: '',
};

const controlPrefix = 'c.';
const mostCharacters = 8000;

/** The query of a link, without '?'; empty for the front page as it is at first. */
export function writeLink(view: View): string {
  const query = new URLSearchParams();
  if (view.scenario !== null) query.set('scenario', view.scenario);
  if (view.seed !== emptyView.seed) query.set('seed', String(view.seed));
  for (const [name, value] of Object.entries(view.controls)) query.set(controlPrefix + name, String(value));
  if (view.duration !== null) query.set('duration', String(view.duration));
  if (view.speed !== null) query.set('speed', String(view.speed));
  if (view.panels !== null) query.set('panels', view.panels.map(writePanel).join(' '));
  if (view.time !== null) {
    const { cursor, to, span } = view.time;
    query.set('span', short(span));
    if (cursor !== 'edge') query.set('at', short(cursor));
    if (cursor !== 'edge' && to !== null) query.set('to', short(to));
  }
  if (view.selected !== null) query.set('cell', `${view.selected.population}.${view.selected.cell}`);
  for (const name of view.muted) query.append('mute', name);
  if (view.search !== '') query.set('search', view.search);
  return query.toString();
}

export interface ReadLink {
  readonly view: View;
  /** Parts that could not be read; each is told, and left out. */
  readonly unread: readonly string[];
}

/** Reads what `writeLink` wrote, or a person did. Never throws. */
export function readLink(text: string): ReadLink {
  const unread: string[] = [];
  if (text.length > mostCharacters) return { view: emptyView, unread: ['link'] };
  const query = new URLSearchParams(text);
  const controls: Record<string, ControlValue> = {};
  for (const [name, value] of query) {
    if (name.startsWith(controlPrefix)) controls[name.slice(controlPrefix.length)] = value;
  }
  const number = (name: string, accept: (value: number) => boolean): number | null => {
    const given = query.get(name);
    if (given === null) return null;
    const value = Number(given);
    if (given !== '' && Number.isFinite(value) && accept(value)) return value;
    unread.push(name);
    return null;
  };
  const seed = number('seed', (value) => Number.isInteger(value) && value >= 0 && value <= 0xffffffff);
  const span = number('span', (value) => value > 0);
  const at = number('at', (value) => value >= 0);
  const to = number('to', (value) => value >= 0);
  const speed = query.get('speed') === 'fastest' ? 'fastest' : number('speed', (value) => value > 0);
  const selected = readCell(query.get('cell'));
  if (selected === null && query.has('cell')) unread.push('cell');
  const panels = query.has('panels') ? readPanels(query.get('panels')!, unread) : null;
  const view: View = {
    scenario: query.get('scenario'),
    seed: seed ?? emptyView.seed,
    controls,
    duration: number('duration', (value) => value > 0),
    speed,
    panels,
    time: span === null ? null : { cursor: at ?? 'edge', to: at === null ? null : to, span },
    selected,
    muted: query.getAll('mute'),
    search: query.get('search') ?? '',
  };
  return { view, unread };
}

function readCell(text: string | null): View['selected'] {
  const match = text === null ? null : /^(.+)\.(\d{1,9})$/.exec(text);
  return match === null ? null : { population: match[1]!, cell: Number(match[2]) };
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Field separators that no name, number or quantity holds. */
const inPanel = ';';
const inList = ',';

/** 'raster;of=E,I' */
function writePanel(panel: LinkedPanel): string {
  if (typeof panel === 'number') return String(panel);
  const fields = Object.entries(panel).flatMap(([name, value]) =>
    name === 'panel' || value === undefined ? [] : [`${name}=${encode([value].flat())}`],
  );
  return [panel.panel, ...fields].join(inPanel);
}

function encode(values: readonly unknown[]): string {
  return values.map((value) => encodeURIComponent(String(value))).join(inList);
}

function readPanels(text: string, unread: string[]): LinkedPanel[] {
  return text
    .split(' ')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const panel = readPanel(part);
      if (panel === null) unread.push(`panels: ${part}`);
      return panel ?? [];
    });
}

type Field = 'name' | 'names' | 'oneOrMoreNames' | 'number' | 'numbers' | 'oneOrMoreNumbers' | 'flag';

/** What a link may say of each kind of panel; a text is no name, so only the scenario itself can show one. */
const fieldsOf: Readonly<Record<Exclude<Panel['panel'], 'curve'>, Readonly<Record<string, Field>>>> = {
  raster: { of: 'names' },
  graph: { of: 'names', layout: 'name', colour: 'name' },
  trace: { of: 'oneOrMoreNames', variable: 'name', cells: 'numbers' },
  rate: { of: 'names', bin: 'name' },
  histogram: { of: 'name', projection: 'name', distance: 'name', measure: 'name' },
  matrix: { from: 'name', to: 'name', of: 'name', variable: 'oneOrMoreNames', confusion: 'name', products: 'name' },
  'image-grid': { of: 'name', shape: 'numbers', variable: 'name', weights: 'name', targets: 'numbers', look: 'name' },
  plane: {
    of: 'oneOrMoreNames',
    x: 'name',
    y: 'name',
    cell: 'oneOrMoreNumbers',
    delay: 'number',
    variable: 'name',
    components: 'flag',
    by: 'name',
  },
  bars: { of: 'oneOrMoreNames', variable: 'name', scale: 'name' },
  text: { equationsOf: 'name' },
};
const curveFields: Readonly<Record<string, Field>> = { of: 'oneOrMoreNames', against: 'name', scale: 'name' };

function readPanel(part: string): LinkedPanel | null {
  if (/^\d{1,3}$/.test(part)) return Number(part);
  const [kind, ...texts] = part.split(inPanel);
  const known = kind === 'curve' ? curveFields : (fieldsOf as Record<string, Readonly<Record<string, Field>>>)[kind!];
  if (known === undefined) return null;
  const panel: Record<string, unknown> = { panel: kind };
  for (const text of texts) {
    const [name, list] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
    const field = Object.hasOwn(known, name) ? known[name]! : null;
    const value = field === null ? null : readField(field, list);
    if (value === null) return null;
    panel[name] = value;
  }
  return panel as unknown as Panel;
}

function readField(field: Field, text: string): unknown {
  const values = text.split(inList).map(decode);
  if (values.some((value) => value === null || value === '')) return null;
  const [first] = values;
  if (field === 'names') return values;
  if (field === 'oneOrMoreNames') return values.length === 1 ? first : values;
  if (field === 'name') return values.length === 1 ? first : null;
  if (field === 'flag') return text === 'true' ? true : null;
  const numbers = values.map(Number);
  if (!numbers.every((value) => Number.isInteger(value) && value >= 0)) return null;
  if (field === 'numbers' || (field === 'oneOrMoreNumbers' && numbers.length > 1)) return numbers;
  return numbers.length === 1 ? numbers[0] : null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
