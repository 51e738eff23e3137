/** Strokes of the pointer on a panel that is drawn on. The network is told of them once the pointer has rested, and the run goes on. */
import { effect, type Signal, signal, untracked } from '@preact/signals';
import type { PanelView, Place } from '../panels/panel.ts';
import { tell } from './messages.ts';
import type { OpenPanel } from './panel-desk.ts';
import type { Screen } from './screen.ts';
import { t } from './settings.ts';

/** Time for another stroke, in ms. */
const rest = 700;

export class Sketching {
  readonly #screen: Screen;
  readonly #open: OpenPanel;
  readonly #effects: readonly (() => void)[];
  readonly #hasRested: Signal<boolean> = signal(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stroke: { readonly value: number; last: Place } | null = null;

  constructor(screen: Screen, open: OpenPanel) {
    this.#screen = screen;
    this.#open = open;
    const { session } = screen.workspace;
    this.#effects = [
      effect(() => {
        if (this.#hasRested.value && session.running.value) untracked(() => this.#tell());
      }),
      // What was drawn on a run is not of the next one, and one that is over hears nothing any more.
      effect(() => {
        session.about.value;
        session.over.value;
        untracked(() => this.#clear());
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#effects) stop();
  }

  get draws(): boolean {
    return this.#stroke !== null;
  }

  /** -> whether the panel is there to be drawn on. */
  begin(view: PanelView, place: Place): boolean {
    const value = this.#open.drawing.pad?.begin(view, place.x, place.y) ?? null;
    if (value === null) return false;
    if (this.#screen.workspace.session.over.peek()) tell('notice', t('image.over'));
    else {
      clearTimeout(this.#timer);
      this.#hasRested.value = false;
      this.#stroke = { value, last: place };
      this.move(view, place);
    }
    return true;
  }

  move(view: PanelView, place: Place): void {
    const stroke = this.#stroke;
    if (stroke === null) return;
    this.#screen.desk.sketch(this.#open.id, this.#open.drawing.pad!.stroke(view, stroke.value, stroke.last, place));
    stroke.last = place;
  }

  end(): void {
    if (this.#stroke === null) return;
    this.#stroke = null;
    this.#timer = setTimeout(() => {
      this.#hasRested.value = true;
    }, rest);
  }

  #tell(): void {
    const { desk, workspace } = this.#screen;
    const view = desk.viewOf(this.#open.id, this.#screen.sharedView());
    if (view !== null) workspace.touch(this.#open.drawing.pad!.told(view));
    this.#clear();
  }

  #clear(): void {
    this.#hasRested.value = false;
    this.#screen.desk.sketch(this.#open.id, null);
  }
}
