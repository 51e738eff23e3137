import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followed, movedTo, panned, type TimeView, whole, windowOf, zoomed } from '../../../viewer/app/time-view.ts';

const following: TimeView = { cursor: 'edge', to: null, span: 100 };

describe('the time view', () => {
  it('fills from the left, then moves with the edge', () => {
    expect(windowOf(following, { first: 0, edge: 30 })).toEqual({ from: 0, to: 100, cursor: 30 });
    expect(windowOf(following, { first: 0, edge: 250 })).toEqual({ from: 150, to: 250, cursor: 250 });
  });

  it('stays where it was put while the run goes on', () => {
    const put = movedTo(following, 40, { first: 0, edge: 250 });
    expect(windowOf(put, { first: 0, edge: 250 })).toEqual(windowOf(put, { first: 0, edge: 900 }));
    expect(windowOf(put, { first: 0, edge: 250 }).cursor).toBe(40);
    expect(followed(put)).toEqual(following);
  });

  it('does not move the window for a cursor that is inside it', () => {
    expect(windowOf(movedTo(following, 200, { first: 0, edge: 250 }), { first: 0, edge: 250 })).toEqual({
      from: 150,
      to: 250,
      cursor: 200,
    });
  });

  it('zooms around a step that keeps its place', () => {
    const seen = { first: 0, edge: 1000 };
    const put = movedTo({ ...following, span: 400 }, 700, seen);
    const before = windowOf(put, seen);
    const after = windowOf(zoomed(put, 0.5, 800, seen), seen);
    expect(after.to - after.from).toBe(200);
    expect((after.to - 800) / 200).toBeCloseTo((before.to - 800) / 400, 12);
  });

  it('shows the whole run', () => {
    expect(windowOf(whole(following, { first: 0, edge: 1000 }), { first: 0, edge: 1000 })).toMatchObject({ from: 0, to: 1000 });
  });

  it('keeps the cursor inside what was seen, and inside the window, whatever is done', () => {
    const move = fc.oneof(
      fc.record({ kind: fc.constant('pan' as const), by: fc.double({ min: -2000, max: 2000, noNaN: true }) }),
      fc.record({ kind: fc.constant('zoom' as const), by: fc.double({ min: 0.1, max: 10, noNaN: true }) }),
      fc.record({ kind: fc.constant('move' as const), by: fc.double({ min: -100, max: 3000, noNaN: true }) }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), fc.integer({ min: 1, max: 2000 }), (moves, edge) => {
        const seen = { first: 0, edge };
        let view = following;
        for (const { kind, by } of moves) {
          if (kind === 'pan') view = panned(view, by, seen);
          else if (kind === 'zoom') view = zoomed(view, by, windowOf(view, seen).cursor, seen);
          else view = movedTo(view, by, seen);
          const { from, to, cursor } = windowOf(view, seen);
          expect(cursor).toBeGreaterThanOrEqual(Math.max(0, from) - 1e-6);
          expect(cursor).toBeLessThanOrEqual(Math.min(edge, to) + 1e-6);
          expect(to - from).toBeGreaterThanOrEqual(10 - 1e-6);
        }
      }),
    );
  });
});
