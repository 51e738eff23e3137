/** What pointer and wheel do over a panel: look, select, move through time, stimulate. */
import type { CellId, Hit, PanelView } from '../panels/panel.ts';
import type { OpenPanel } from './panel-desk.ts';
import type { Screen } from './screen.ts';
import { Sketching } from './sketching.ts';

type Tell = (hit: Hit | null, x: number, y: number) => void;

/** A press that moved less is a click. */
const clickPixels = 4;

interface Press {
  readonly x: number;
  readonly y: number;
  /** Where the pointer was last. */
  lastX: number;
  moved: boolean;
  /** Cells that were stimulated by this press. */
  readonly cells: Set<string>;
  /** Whether it began on a panel that is there to be touched, or drawn on. */
  touches: boolean;
}

export class PanelPointer {
  readonly #screen: Screen;
  readonly #open: OpenPanel;
  readonly #element: HTMLElement;
  readonly #tell: Tell;
  readonly #sketching: Sketching;
  readonly #listening = new AbortController();
  #press: Press | null = null;

  constructor(screen: Screen, open: OpenPanel, element: HTMLElement, tell: Tell) {
    this.#screen = screen;
    this.#open = open;
    this.#element = element;
    this.#tell = tell;
    this.#sketching = new Sketching(screen, open);
    const { signal } = this.#listening;
    element.addEventListener('pointerdown', (event) => this.#down(event), { signal });
    element.addEventListener('pointermove', (event) => this.#move(event), { signal });
    element.addEventListener('pointerup', (event) => this.#up(event), { signal });
    element.addEventListener('pointercancel', () => this.#end(), { signal });
    element.addEventListener('pointerleave', () => this.#leave(), { signal });
    element.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
    element.addEventListener('dblclick', () => this.#screen.workspace.whole(), { signal });
  }

  dispose(): void {
    this.#listening.abort();
    this.#sketching.dispose();
  }

  #view(): PanelView | null {
    return this.#screen.desk.viewOf(this.#open.id, this.#screen.sharedView());
  }

  #hit(event: MouseEvent): { view: PanelView; hit: Hit | null; x: number; y: number } | null {
    const view = this.#view();
    if (view === null) return null;
    const { left, top } = this.#element.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    return { view, hit: this.#open.drawing.hit(view, x, y), x, y };
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#element.setPointerCapture(event.pointerId);
    this.#press = { x: event.clientX, y: event.clientY, lastX: event.clientX, moved: false, cells: new Set(), touches: false };
    const at = this.#hit(event);
    if (this.#screen.workspace.tool.value === 'stimulate') this.#stimulate(at?.hit?.cell ?? null);
    else this.#press.touches = (at !== null && this.#sketching.begin(at.view, at)) || this.#touch(event);
  }

  #move(event: PointerEvent): void {
    const at = this.#hit(event);
    if (at === null) return;
    this.#screen.hoverStep(at.hit?.step ?? null);
    this.#tell(this.#sketching.draws ? null : at.hit, at.x, at.y);
    const press = this.#press;
    if (press === null) return;
    press.moved ||= Math.hypot(event.clientX - press.x, event.clientY - press.y) > clickPixels;
    if (this.#screen.workspace.tool.value === 'stimulate') this.#stimulate(at.hit?.cell ?? null);
    else if (this.#sketching.draws) this.#sketching.move(at.view, at);
    else if (press.touches) this.#touch(event);
    else if (press.moved) this.#drag(at.view, event.clientX - press.lastX);
    press.lastX = event.clientX;
  }

  /** Time goes with the pointer. */
  #drag(view: PanelView, pixels: number): void {
    const axis = this.#open.drawing.timeAxis(view);
    if (axis === null) return;
    const { workspace } = this.#screen;
    const { from, to } = workspace.window;
    workspace.pan((-pixels * (to - from)) / (axis.right - axis.left));
  }

  #up(event: PointerEvent): void {
    const press = this.#press;
    this.#end();
    if (press === null || press.moved || press.touches || this.#screen.workspace.tool.value === 'stimulate') return;
    const hit = this.#hit(event)?.hit ?? null;
    if (hit?.cell != null) this.#screen.workspace.select(hit.cell);
    else if (hit?.step != null) this.#screen.workspace.seek(hit.step);
  }

  #end(): void {
    this.#sketching.end();
    this.#press = null;
  }

  #leave(): void {
    this.#tell(null, 0, 0);
    this.#screen.hoverStep(null);
  }

  #stimulate(cell: CellId | null): void {
    if (cell !== null && this.#isNew(cell)) this.#screen.workspace.stimulate(cell.population, [cell.cell]);
  }

  /** -> whether the panel is there to be touched. */
  #touch(event: PointerEvent): boolean {
    const at = this.#hit(event);
    const touched = at === null ? null : (this.#open.drawing.touch?.(at.view, at.x, at.y) ?? null);
    if (touched === null) return false;
    const isNew = (population: number) => (cell: number) => this.#isNew({ population, cell });
    this.#screen.workspace.touch(touched.map((one) => ({ ...one, cells: one.cells.filter(isNew(one.population)) })));
    return true;
  }

  /** Each cell once per press. */
  #isNew({ population, cell }: CellId): boolean {
    const key = `${population} ${cell}`;
    const { cells } = this.#press!;
    if (cells.has(key)) return false;
    cells.add(key);
    return true;
  }

  #wheel(event: WheelEvent): void {
    const view = this.#view();
    const axis = view === null ? null : this.#open.drawing.timeAxis(view);
    if (axis === null) return;
    event.preventDefault();
    const { workspace } = this.#screen;
    const { from, to } = workspace.window;
    const share = (event.clientX - this.#element.getBoundingClientRect().left - axis.left) / (axis.right - axis.left);
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      workspace.pan(((event.deltaX + event.deltaY) * (to - from)) / (axis.right - axis.left));
    } else workspace.zoom(1.0015 ** event.deltaY, from + share * (to - from));
  }
}
