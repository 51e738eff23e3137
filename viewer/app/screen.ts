/** A workspace on the page: draws its panels and moves its clock, frame by frame, as long as the tab is seen. */
import { effect } from '@preact/signals';
import type { Theme, Translate } from '../panels/panel.ts';
import { themeOf } from '../picture/index.ts';
import { openStage } from '../picture/open-stage.ts';
import type { Stage } from '../picture/stage.ts';
import { tell } from './messages.ts';
import { PanelDesk, type SharedView } from './panel-desk.ts';
import { isCalm, settings, t } from './settings.ts';
import type { Workspace } from './workspace.ts';

/** Texts beside the pictures are written anew this often at most, in ms. */
const clockEvery = 100;

export class Screen {
  readonly workspace: Workspace;
  readonly desk: PanelDesk;
  readonly #stage: Stage;
  readonly #stop: () => void;
  #theme: Theme;
  #t: Translate;
  #view: SharedView;
  #asked = 0;
  #clockAt = 0;
  #request = 0;
  #hover: number | null = null;

  private constructor(workspace: Workspace, stage: Stage, canvas: HTMLCanvasElement) {
    this.workspace = workspace;
    this.#stage = stage;
    this.desk = new PanelDesk(stage, canvas);
    this.#theme = themeOf(settings.value);
    this.#t = t;
    this.#view = this.#fresh();
    this.#stop = effect(() => {
      const { language: _, ...look } = settings.value;
      this.#theme = themeOf(look);
      // Another function, so that panels see that texts may differ.
      this.#t = (key, values) => t(key, values);
      stage.background(this.#theme.background);
    });
    this.#request = requestAnimationFrame((now) => this.#frame(now));
  }

  static async open(workspace: Workspace, canvas: HTMLCanvasElement): Promise<Screen> {
    const { stage, slow } = await openStage(canvas);
    if (slow) tell('notice', t('look.slow'));
    return new Screen(workspace, stage, canvas);
  }

  /** What all panels show now. */
  sharedView(): SharedView {
    return this.#view;
  }

  /** The step under the pointer, which all panels mark. */
  hoverStep(step: number | null): void {
    this.#hover = step;
  }

  dispose(): void {
    cancelAnimationFrame(this.#request);
    this.#stop();
    this.desk.dispose();
    this.#stage.dispose();
  }

  #frame(now: number): void {
    this.#request = requestAnimationFrame((at) => this.#frame(at));
    const { workspace } = this;
    const played = workspace.session.frame(now);
    if (played !== null) workspace.play(played);
    this.#refresh();
    this.desk.frame(this.#view);
    if (now - this.#clockAt < clockEvery) return;
    this.#clockAt = now;
    workspace.clock.value = workspace.window.cursor;
  }

  /** Keeps the same objects where nothing changed, since panels are drawn again for new ones. */
  #refresh(): void {
    const next = this.#fresh();
    const answers = this.workspace.session.answers;
    const same = (Object.keys(next) as (keyof SharedView)[]).every((key) =>
      key === 'time' || key === 'hover' ? true : next[key] === this.#view[key],
    );
    const { time } = next;
    const before = this.#view.time;
    const still = time.from === before.from && time.to === before.to && time.cursor === before.cursor;
    if (same && still && next.hover === this.#view.hover && answers === this.#asked) return;
    this.#asked = answers;
    this.#view = next;
  }

  #fresh(): SharedView {
    const { session, window, selected } = this.workspace;
    return {
      about: session.about.peek()!,
      history: session.history,
      time: window,
      planned: session.state.peek().planned,
      theme: this.#theme,
      selected: selected.peek(),
      hover: this.#hover,
      calm: isCalm(),
      ask: session.ask,
      t: this.#t,
    };
  }
}
