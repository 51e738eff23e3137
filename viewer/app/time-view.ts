/** Which part of time is seen: follows the live edge, or stays where it was put. Pure; steps throughout, fractions allowed. */
import type { TimeWindow } from '../panels/panel.ts';

export interface TimeView {
  /** The moment whose state is shown; 'edge' follows what was seen last. */
  readonly cursor: number | 'edge';
  /** Last step that is in the window; null: as the cursor needs it. */
  readonly to: number | null;
  /** Steps in the window. */
  readonly span: number;
}

/** What there is to be seen. */
export interface Seen {
  readonly first: number;
  readonly edge: number;
}

const leastSpan = 10;

/** At the beginning of a run the window already has its length, so that it fills from the left before it moves. */
export function windowOf({ cursor, to, span }: TimeView, { first, edge }: Seen): TimeWindow {
  const at = cursor === 'edge' ? edge : clamp(cursor, first, edge);
  const end = Math.max(first + span, cursor === 'edge' ? edge : (to ?? at));
  return { from: end - span, to: end, cursor: at };
}

export function followed(view: TimeView): TimeView {
  return { ...view, cursor: 'edge', to: null };
}

/** The cursor goes to a step; the window moves only where it must. */
export function movedTo(view: TimeView, step: number, seen: Seen): TimeView {
  const { from, to } = windowOf(view, seen);
  const cursor = clamp(step, seen.first, seen.edge);
  const end = cursor > to ? cursor : cursor < from ? cursor + view.span : to;
  return { ...view, cursor, to: Math.max(end, seen.first + view.span) };
}

/** The window moves, and the cursor with it where it would be out of sight. Beyond the ends there is nothing. */
export function panned(view: TimeView, steps: number, seen: Seen): TimeView {
  const now = windowOf(view, seen);
  const end = clamp(now.to + steps, Math.min(seen.first + view.span, now.to), Math.max(seen.edge, seen.first + view.span));
  return { ...view, to: end, cursor: clamp(now.cursor, Math.max(end - view.span, seen.first), Math.min(end, seen.edge)) };
}

/** `factor` below 1 looks closer; the step `around` stays where it is on the screen, unless the view follows the edge. */
export function zoomed(view: TimeView, factor: number, around: number, seen: Seen): TimeView {
  const most = Math.max(leastSpan, seen.edge - seen.first, view.span);
  const span = clamp(view.span * factor, leastSpan, most);
  if (view.cursor === 'edge') return { ...view, span };
  const { from, to } = windowOf(view, seen);
  const share = (to - around) / (to - from);
  const end = Math.max(around + share * span, seen.first + span);
  return { cursor: clamp(view.cursor, Math.max(end - span, seen.first), Math.min(end, seen.edge)), to: end, span };
}

/** From the first step that is kept to the last. */
export function whole(view: TimeView, { first, edge }: Seen): TimeView {
  return { ...view, to: edge, span: Math.max(leastSpan, edge - first) };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}
