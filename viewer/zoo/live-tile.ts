/** One scenario at work on the front page: runs in a worker while it is looked at, and begins anew at its end. */
import type { ControlValue, ValueDemand } from '../../engine/index.ts';
import type { History } from '../history/history.ts';
import { RunningExtent } from '../panels/value-extent.ts';
import { openLive, type Session } from '../session/index.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { type ChartActivity, drawnCells } from './chart.ts';

/** Wall time in which a spike's glow fades to a third, in ms. */
const fading = 160;
const noControls: Readonly<Record<string, ControlValue>> = {};

export class LiveTile {
  readonly entry: CatalogueEntry;
  readonly #glows: readonly Float64Array[];
  /** By population; null where it spikes. */
  #values: readonly ({ readonly demand: ValueDemand; readonly extent: RunningExtent } | null)[] = [];
  /** Whether the run was asked to begin anew, and has not yet. */
  #again = false;
  #session: Session | null = null;
  #stopped = false;
  #seen = 0;
  #at = 0;

  constructor(entry: CatalogueEntry, failed: (error: unknown) => void) {
    this.entry = entry;
    this.#glows = drawnCells(entry).map((drawn) => new Float64Array(drawn));
    openLive({ scenario: entry.id, seed: 1, controls: noControls, duration: null, speed: null }).then((session) => {
      if (this.#stopped) session.close();
      else this.#begin(session);
    }, failed);
  }

  /** Of cells without spikes their values are what is shown of them. */
  #begin(session: Session): void {
    this.#session = session;
    this.#values = session.about.peek()!.populations.map(({ spikes, output, size }, population) => {
      const drawn = this.#glows[population]!.length;
      const cells = Array.from({ length: drawn }, (_, k) => Math.floor((k * size) / drawn));
      return spikes || output === null ? null : { demand: { population, variable: output, cells }, extent: new RunningExtent() };
    });
    session.demand(this.#values.flatMap((one) => one?.demand ?? []));
  }

  /** Whether its network is there. */
  get running(): boolean {
    return this.#session !== null;
  }

  stop(): void {
    this.#stopped = true;
    this.#session?.close();
    this.#session = null;
  }

  /** Once per animation frame. */
  frame(now: number): void {
    const session = this.#session;
    if (session === null) return;
    session.frame(now);
    const done = session.state.peek().phase === 'done';
    if (done && !this.#again) session.reset();
    this.#again = done;
    const { history } = session;
    const fade = Math.exp(-Math.min(200, now - this.#at) / fading);
    this.#at = now;
    const from = history.edge < this.#seen ? history.first : this.#seen;
    this.#seen = history.edge;
    session.about.peek()!.populations.forEach(({ size, spikes }, population) => {
      if (!spikes) return this.#readValues(history, population);
      const glow = this.#glows[population]!;
      for (let k = 0; k < glow.length; k++) glow[k]! *= fade;
      const every = size / glow.length;
      // Of a large population each drawn cell stands for many: a share of them is enough to light it.
      const light = Math.min(1, 12 / every);
      history.spikes(population).visit(from, this.#seen, (_steps, cells, begin, end) => {
        for (let k = begin; k < end; k++) glow[Math.floor(cells[k]! / every)]! += light;
      });
      for (let k = 0; k < glow.length; k++) glow[k] = Math.min(1.2, glow[k]!);
    });
  }

  /** Between the least and the greatest that was seen. */
  #readValues(history: History, population: number): void {
    const shown = this.#values[population];
    const store = shown == null ? null : history.values(shown.demand);
    const row = store?.at(history.edge - 1) ?? null;
    if (shown == null || store === null || row === null) return;
    shown.extent.update(store, history.edge);
    const { low, high } = shown.extent.extent ?? { low: 0, high: 1 };
    row.values.forEach((value, k) => {
      this.#glows[population]![k] = (value - low) / (high - low || 1);
    });
  }

  readonly activity: ChartActivity = (population) => this.#glows[population]!;
}
