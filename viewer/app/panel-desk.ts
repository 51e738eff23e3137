/**
 * The open panels and the one canvas that they share: draws each again when what it shows has changed, once per animation frame at most.
 * Knows no source of a run; what to show is given as a function.
 */
import type { Panel } from '../../engine/index.ts';
import type { PanelDrawing, PanelView } from '../panels/panel.ts';
import type { Box, Stage } from '../picture/stage.ts';

export interface OpenPanel {
  /** Unique on the desk. */
  readonly id: string;
  readonly panel: Panel;
  readonly drawing: PanelDrawing;
}

/** All of a view that is the same for every panel. */
export type SharedView = Omit<PanelView, 'width' | 'height' | 'sketch'>;

interface Placed {
  readonly open: OpenPanel;
  readonly element: HTMLElement;
  box: Box | null;
  /** What it was drawn from. */
  drawn: SharedView | null;
  drawnEdge: number;
  sketch: Float64Array | null;
}

export class PanelDesk {
  readonly #stage: Stage;
  readonly #canvas: HTMLCanvasElement;
  readonly #placed = new Map<string, Placed>();
  readonly #resizes: ResizeObserver;

  constructor(stage: Stage, canvas: HTMLCanvasElement) {
    this.#stage = stage;
    this.#canvas = canvas;
    this.#resizes = new ResizeObserver(() => this.measure());
    this.#resizes.observe(canvas);
  }

  /** The panel's place on the page is the element's box, which lies over the canvas. */
  place(open: OpenPanel, element: HTMLElement): void {
    this.#placed.set(open.id, { open, element, box: null, drawn: null, drawnEdge: -1, sketch: null });
    this.#resizes.observe(element);
  }

  remove(id: string): void {
    const placed = this.#placed.get(id);
    if (placed === undefined) return;
    this.#resizes.unobserve(placed.element);
    this.#placed.delete(id);
    this.#stage.remove(id);
  }

  /** Looks where the panels lie; to be called when one moved without changing its size. */
  measure(): void {
    const canvas = this.#canvas.getBoundingClientRect();
    this.#stage.resize(canvas.width, canvas.height);
    for (const placed of this.#placed.values()) {
      const { left, top, width, height } = placed.element.getBoundingClientRect();
      placed.box = { x: left - canvas.left, y: top - canvas.top, width, height };
      placed.drawn = null;
    }
  }

  /** Draws what is not up to date. `view` is compared by its parts, so those that did not change must be the same objects. */
  frame(view: SharedView): void {
    let any = false;
    for (const placed of this.#placed.values()) {
      const { box, open, sketch } = placed;
      if (box === null || box.width < 1 || box.height < 1 || isDrawn(placed, view)) continue;
      const picture = open.drawing.draw({ ...view, width: box.width, height: box.height, sketch });
      this.#stage.show(open.id, picture, box);
      placed.drawn = view;
      placed.drawnEdge = view.history.edge;
      any = true;
    }
    if (any) this.#stage.render();
  }

  /** The view of one panel, for hits, tables and saved pictures; null while it has no place. */
  viewOf(id: string, view: SharedView): PanelView | null {
    const { box, sketch } = this.#placed.get(id) ?? { box: null, sketch: null };
    return box === null ? null : { ...view, width: box.width, height: box.height, sketch };
  }

  /** What the reader draws on a panel; null: nothing any more. */
  sketch(id: string, sketch: Float64Array | null): void {
    const placed = this.#placed.get(id);
    if (placed !== undefined) Object.assign(placed, { sketch, drawn: null });
  }

  dispose(): void {
    this.#resizes.disconnect();
    for (const id of [...this.#placed.keys()]) this.remove(id);
  }
}

function isDrawn({ drawn, drawnEdge }: Placed, view: SharedView): boolean {
  if (drawn === null || drawnEdge !== view.history.edge) return false;
  const { time } = drawn;
  const sameTime = time.from === view.time.from && time.to === view.time.to && time.cursor === view.time.cursor;
  return sameTime && (Object.keys(view) as (keyof SharedView)[]).every((key) => key === 'time' || drawn[key] === view[key]);
}
