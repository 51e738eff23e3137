import { describe, expect, it } from 'vitest';
import { line, network, scenario } from '../../../engine/index.ts';
import { lif } from '../../../models/index.ts';
import liquidTouch from '../../../scenarios/zoo/liquid-touch.ts';
import { graph } from '../../../viewer/panels/graph.ts';
import { viewOf, watch } from '../watched.ts';

const panel = {
  panel: 'graph',
  of: ['E', 'I'],
  layout: 'spatial',
  touch: { port: 'excitatory', value: '90 nA', reach: '1.2 um' },
} as const;
const watched = watch(liquidTouch, { steps: 10, demands: (about) => graph.demand(panel, about) });

describe('a graph that is there to be touched', () => {
  const drawing = graph.drawing(panel);
  const view = viewOf(watched);
  const table = drawing.table(view);
  const middle = (k: number): [number, number] => [table['x (px)']![k] as number, table['y (px)']![k] as number];

  it('stimulates the cells within reach of the pointer, as they are seen', () => {
    const touched = drawing.touch!(view, ...middle(0))!;
    const first = touched.find(({ population }) => population === 1)!;
    expect(first).toMatchObject({ port: 'excitatory', value: 90_000 });
    expect(first.cells).toContain(0);
    // Sites are 1 um apart in the plane of the picture, and so are px: two of them lie on one line.
    const { positions } = watched.about.populations[1]!;
    const across = positions!.map((axis) => axis[0]!);
    for (const cell of first.cells) {
      const [x, y, z] = positions!.map((axis, k) => axis[cell]! - across[k]!);
      expect(Math.hypot(x! + 0.35 * z!, y! + 0.35 * z!)).toBeLessThan(1.2 + 1e-6);
    }
    expect(touched.reduce((sum, { cells }) => sum + cells.length, 0)).toBeGreaterThan(3);
  });

  it('stimulates none beside them, and none where the run is a recorded one', () => {
    expect(drawing.touch!(view, 0, 0)).toEqual([]);
    const replay = viewOf({ ...watched, about: { ...watched.about, mode: 'replay' } });
    expect(drawing.touch!(replay, ...middle(0))).toBeNull();
    expect(graph.drawing({ ...panel, touch: undefined } as never).touch!(view, ...middle(0))).toBeNull();
  });

  it('says what to do', () => {
    const texts = drawing.draw(view).items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
    expect(texts).toContain('Press, or drag: the cells under the pointer are stimulated');
  });

  it('is refused where it has no cells in space, no such port, no such unit, no reach', () => {
    const withTouch = (touch: object, layout: 'spatial' | 'layered' = 'spatial') =>
      scenario({
        id: 'touched',
        title: 'Touched',
        source: 'this test',
        dt: '0.1 ms',
        duration: '1 ms',
        network: () => network({ E: lif.of(3, { position: line(3, '1 mm') }) }, []),
        panels: [{ panel: 'graph', layout, touch: { port: 'excitatory', value: '20 mV', ...touch } }],
      });
    expect(() => withTouch({})).not.toThrow();
    expect(() => withTouch({}, 'layered')).toThrow("expected 'spatial'");
    expect(() => withTouch({ port: 'excitatry' })).toThrow("none of E has a port 'excitatry'");
    expect(() => withTouch({ value: '20 pA' })).toThrow();
    expect(() => withTouch({ reach: '0 um' })).toThrow('expected more than 0');
  });
});
