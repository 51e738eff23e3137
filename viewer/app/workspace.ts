/** One run on the screen: its session, its open panels, the time that is seen, what is selected. Knows no element of the page. */
import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import {
  type About,
  type Control,
  type ControlValue,
  faster,
  formatQuantity,
  type Panel,
  type Speed,
  slower,
} from '../../engine/index.ts';
import type { CellId, TimeWindow, Touched } from '../panels/panel.ts';
import type { Session } from '../session/index.ts';
import type { View } from './link.ts';
import { asLinked, kindOf, linkedPanels, openPanel, ownPanels } from './open-panels.ts';
import type { OpenPanel } from './panel-desk.ts';
import { fits } from './panel-fits.ts';
import { followed, movedTo, panned, type Seen, type TimeView, whole, windowOf, zoomed } from './time-view.ts';

export type Tool = 'select' | 'stimulate';

export interface Stimulus {
  readonly port: string;
  /** In the port's unit. */
  readonly value: number;
  readonly steps: number;
}

/** A window at first: so many ms or steps, or this share of a run that is longer; shorter where the run is. */
const [firstSpanMs, firstSpanSteps] = [500, 200];
const firstShare = 0.1;

export class Workspace {
  readonly session: Session;
  readonly time: Signal<TimeView>;
  readonly panels: Signal<readonly OpenPanel[]>;
  readonly selected: Signal<CellId | null> = signal(null);
  /** The cursor's step, told ten times a second at most: for texts. */
  readonly clock: Signal<number> = signal(0);
  readonly tool: Signal<Tool> = signal('select');
  readonly enlarged: Signal<string | null> = signal(null);
  /** The panel that keys act on. */
  readonly focused: Signal<string | null> = signal(null);
  readonly muted: Signal<ReadonlySet<number>> = signal(new Set());
  readonly stimuli: Signal<Readonly<Record<string, Stimulus>>> = signal({});
  /** Parts of the link that this run has not. */
  readonly unread: readonly string[];
  /** What of the view belongs to a link. */
  readonly linked: ReadonlySignal<Omit<View, 'scenario' | 'search' | 'duration'>>;
  /** Whether the panels are those of the scenario. */
  #usual: boolean;
  /** What watches the run. */
  readonly #effects: (() => void)[] = [];
  /** As the reader wants it; null: as it was opened. */
  readonly #speed: Signal<Speed | null>;

  /** `session` has told what it is of. */
  constructor(session: Session, view: View) {
    this.session = session;
    this.#speed = signal(view.speed);
    const about = session.about.value!;
    const asked = view.panels === null ? { panels: [...ownPanels(about)], unread: [] } : linkedPanels(view.panels, about);
    const unread = [...asked.unread];
    this.panels = signal(asked.panels.map((panel) => openPanel(panel)));
    this.#usual = view.panels === null;
    const cursor = about.mode === 'live' ? 'edge' : about.firstStep;
    this.time = signal(view.time ?? { cursor, to: null, span: firstSpan(about, about.steps) });
    if (view.time === null) this.#widenOncePlanned();
    if (view.selected !== null) {
      const population = placeOfName(about.populations, view.selected.population);
      if (population !== null && view.selected.cell < about.populations[population]!.size)
        this.selected.value = { population, cell: view.selected.cell };
      else unread.push(`cell: ${view.selected.population}.${view.selected.cell}`);
    }
    for (const name of view.muted) {
      const projection = placeOfName(about.projections, name);
      if (projection === null) unread.push(`mute: ${name}`);
      else this.mute(projection, true);
    }
    this.unread = unread;
    this.linked = computed(() => this.#link());
    this.#demand();
    this.#followNetwork(about);
  }

  get seen(): Seen {
    const { first, edge } = this.session.history;
    return { first, edge };
  }

  get window(): TimeWindow {
    return windowOf(this.time.value, this.seen);
  }

  runOrPause(): void {
    this.session.runOrPause();
  }

  setSpeed(speed: Speed): void {
    this.#speed.value = speed;
    this.session.setSpeed(speed);
  }

  slower(): void {
    this.setSpeed(slower(this.session.speed.value));
  }

  faster(): void {
    this.setSpeed(faster(this.session.speed.value));
  }

  setControl(name: string, value: ControlValue): void {
    this.session.setControl(name, value);
  }

  follow(): void {
    this.time.value = followed(this.time.value);
    this.session.seek(null);
  }

  /** A recorded run is played to this step. */
  play(step: number): void {
    this.time.value = movedTo(this.time.value, step, this.seen);
  }

  seek(step: number): void {
    this.time.value = movedTo(this.time.value, step, this.seen);
    this.session.seek(this.window.cursor);
  }

  pan(steps: number): void {
    this.time.value = panned(this.time.value, steps, this.seen);
    this.session.seek(this.window.cursor);
  }

  zoom(factor: number, around = this.window.cursor): void {
    this.time.value = zoomed(this.time.value, factor, around, this.seen);
  }

  whole(): void {
    this.time.value = whole(this.time.value, this.seen);
  }

  add(panel: Panel): void {
    const opened = openPanel(panel);
    this.#usual = false;
    this.panels.value = [...this.panels.value, opened];
    this.focused.value = opened.id;
    this.#demand();
  }

  /** A panel looks otherwise from now on. */
  change(id: string, panel: Panel): void {
    this.#usual = false;
    this.panels.value = this.panels.value.map((open) => (open.id === id ? openPanel(panel, id) : open));
    this.#demand();
  }

  close(id: string): void {
    this.#usual = false;
    this.panels.value = this.panels.value.filter((open) => open.id !== id);
    if (this.enlarged.value === id) this.enlarged.value = null;
    if (this.focused.value === id) this.focused.value = null;
    this.#demand();
  }

  select(cell: CellId | null): void {
    this.selected.value = cell;
  }

  mute(projection: number, muted: boolean): void {
    const next = new Set(this.muted.value);
    if (muted) next.add(projection);
    else next.delete(projection);
    this.muted.value = next;
    this.session.send({ kind: 'mute', projection, muted });
  }

  /** What a stimulus of a population is, until the reader says otherwise. */
  stimulusOf(population: number): Stimulus | null {
    const { name, ports } = this.session.about.value!.populations[population]!;
    const set = this.stimuli.value[name];
    if (set !== undefined) return set;
    const [port] = Object.entries(ports);
    return port === undefined
      ? null
      : { port: port[0], value: usualAmount(port[1].unit), steps: port[1].kind === 'event' ? 1 : 100 };
  }

  setStimulus(population: number, stimulus: Stimulus): void {
    const { name } = this.session.about.value!.populations[population]!;
    this.stimuli.value = { ...this.stimuli.value, [name]: stimulus };
  }

  stimulate(population: number, cells: readonly number[]): void {
    const stimulus = this.stimulusOf(population);
    if (stimulus !== null && cells.length > 0)
      this.session.send({ kind: 'stimulate', stimuli: [{ population, cells, ...stimulus }] });
  }

  /** Cells of a panel that is there to be touched, or drawn on: by what it says, once. */
  touch(touched: readonly Touched[]): void {
    const stimuli = touched.filter(({ cells }) => cells.length > 0).map((one) => ({ ...one, steps: 1 }));
    if (stimuli.length > 0) this.session.send({ kind: 'stimulate', stimuli });
  }

  dispose(): void {
    for (const stop of this.#effects) stop();
    this.session.close();
  }

  /** A protocol says how long it takes when it has begun: a window that nobody chose suits it then. */
  #widenOncePlanned(): void {
    const { time, session } = this;
    const about = session.about.value!;
    const first = time.peek();
    if (about.steps !== null) return;
    const stop = effect(() => {
      const { planned } = session.state.value;
      if (planned === null) return;
      if (time.peek() === first) time.value = { ...first, span: firstSpan(about, planned - about.firstStep) };
      queueMicrotask(() => stop());
    });
    this.#effects.push(stop);
  }

  /** A run that began anew may be of another network: what it has not is no longer shown, selected or muted. */
  #followNetwork(first: About): void {
    let before = first;
    const stop = effect(() => {
      const about = this.session.about.value!;
      if (about.populations === before.populations) return;
      untracked(() => this.#goOnFrom(before, about));
      before = about;
    });
    this.#effects.push(stop);
  }

  #goOnFrom(before: About, about: About): void {
    const [own, open] = [ownPanels(about), this.panels.value];
    const panels = this.#usual ? own : open.map(({ panel }) => panel).filter((panel) => fits(panel, about));
    const shown = (all: readonly Panel[]): string => JSON.stringify(all);
    if (shown(panels) !== shown(open.map(({ panel }) => panel)))
      this.panels.value = panels.map((panel, k) => openPanel(panel, this.#usual ? open[k]?.id : undefined));
    const { value: cell } = this.selected;
    if (cell !== null) {
      const population = placeOfName(about.populations, before.populations[cell.population]!.name);
      const isThere = population !== null && cell.cell < about.populations[population]!.size;
      this.selected.value = isThere ? { population, cell: cell.cell } : null;
    }
    const muted = [...this.muted.value].map((place) => placeOfName(about.projections, before.projections[place]!.name));
    this.muted.value = new Set(muted.filter((place) => place !== null));
    this.#demand();
  }

  #demand(): void {
    const about = this.session.about.value!;
    const demands = this.panels.value.flatMap(({ panel }) => kindOf(panel).demand(panel, about));
    this.session.demand(demands);
  }

  #link(): Omit<View, 'scenario' | 'search' | 'duration'> {
    const about = this.session.about.value!;
    const { seed, controls, declared, populations, projections } = about;
    const changed = Object.entries(controls).filter(([name, value]) => defaultOf(declared[name]) !== value);
    const cell = this.selected.value;
    const panels = this.panels.value.map(({ panel }) => asLinked(panel, about));
    return {
      seed,
      controls: Object.fromEntries(changed),
      speed: this.#speed.value,
      panels: this.#usual ? null : panels,
      time: this.time.value,
      selected: cell === null ? null : { population: populations[cell.population]!.name, cell: cell.cell },
      muted: [...this.muted.value].map((projection) => projections[projection]!.name),
    };
  }
}

function placeOfName(all: readonly { readonly name: string }[], name: string): number | null {
  const place = all.findIndex((one) => one.name === name);
  return place === -1 ? null : place;
}

function firstSpan({ timed, dt }: About, steps: number | null): number {
  const span = Math.max(timed ? firstSpanMs / dt : firstSpanSteps, firstShare * (steps ?? 0));
  return Math.min(span, Math.max(10, steps ?? span));
}

/** As a control's value is told. */
function defaultOf(control: Control | undefined): ControlValue | undefined {
  return control?.kind === 'quantity' ? formatQuantity(control.default, control.unit) : control?.default;
}

/** Enough to be seen in most models that take this unit. */
function usualAmount(unit: string): number {
  if (unit === 'mV') return 20;
  if (unit === 'pA') return 500;
  return unit === 'nS' ? 50 : 1;
}
