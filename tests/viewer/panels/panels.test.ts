import { describe, expect, it } from 'vitest';
import { describeScenario, type Panel } from '../../../engine/index.ts';
import cuba from '../../../scenarios/cuba.ts';
import hello from '../../../scenarios/hello.ts';
import ring from '../../../scenarios/ring.ts';
import { fits } from '../../../viewer/app/panel-fits.ts';
import { bars } from '../../../viewer/panels/bars.ts';
import { airy, ticks } from '../../../viewer/panels/chart-frame.ts';
import { curve } from '../../../viewer/panels/curve.ts';
import { imageGrid } from '../../../viewer/panels/image-grid.ts';
import { matrix } from '../../../viewer/panels/matrix.ts';
import type { PanelDrawing, PanelView } from '../../../viewer/panels/panel.ts';
import { plane } from '../../../viewer/panels/plane.ts';
import { shortNumber } from '../../../viewer/panels/short-number.ts';
import { text } from '../../../viewer/panels/text.ts';
import { viewOf, watch } from '../watched.ts';

const first = watch(hello, {
  steps: 2000,
  demands: (about) => [
    ...plane.demand({ panel: 'plane', of: 'neuron', x: 'v', y: 'v', cell: 0 }, about),
    ...imageGrid.demand({ panel: 'image-grid', of: 'curve', shape: [2, 4], variable: 'v' }, about),
  ],
});
const view = viewOf(first);

function textsOf(drawing: PanelDrawing, seen: PanelView): string {
  return drawing
    .draw(seen)
    .items.flatMap((item) => (item.kind === 'text' ? [item.text] : []))
    .join('\n');
}

describe('an image of cells', () => {
  const panel = { panel: 'image-grid', of: 'curve', shape: [2, 4] } as const;

  it('shows rates, empty where there is no cell, and finds the cell under the pointer', () => {
    const drawing = imageGrid.drawing(panel);
    const image = drawing.draw(view).items.find((item) => item.kind === 'image')!;
    const alphas = Array.from({ length: 8 }, (_, k) => image.rgba[4 * k + 3]);
    expect(alphas).toEqual([255, 255, 255, 255, 255, 255, 255, 0]);
    const rates = drawing.table(view)['rate (Hz)'] as number[];
    expect(rates).toEqual([...rates].sort((a, b) => a - b));
    const pixel = image.width / 4;
    expect(drawing.hit(view, image.x + 1.5 * pixel, image.y + 1.5 * pixel)?.cell).toEqual({ population: 1, cell: 5 });
    expect(drawing.hit(view, image.x + 3.5 * pixel, image.y + 1.5 * pixel)).toBeNull();
  });

  it('shows the values of a variable at the cursor', () => {
    const drawing = imageGrid.drawing({ ...panel, variable: 'v' });
    expect(drawing.table(view)['v (mV)']).toHaveLength(7);
    expect(textsOf(imageGrid.drawing({ ...panel, variable: 'u' }), view)).toBe('Nothing to show yet');
  });
});

describe('a matrix', () => {
  it('shows weights with their unit, and where there is no synapse', () => {
    const watched = watch(ring, { steps: 1, controls: { size: 64 } });
    const drawing = matrix.drawing({ panel: 'matrix', from: 'E', to: 'I' });
    const table = drawing.table(viewOf(watched));
    expect(table['weight (pA)']).toHaveLength(64 * 16);
    expect((table['weight (pA)'] as number[])[0]).toBeCloseTo(3000 / 64, 9);
    const back = matrix.drawing({ panel: 'matrix', from: 'E', to: 'noise' });
    expect(textsOf(back, viewOf(watched))).toBe('no synapse');
    const waiting = { ...viewOf(watched), ask: () => ({ answer: null, why: null }) };
    expect(textsOf(matrix.drawing({ panel: 'matrix', from: 'E', to: 'E' }), waiting)).toBe('Being read …');
  });

  it('shows rates over time whose mean is that of all spikes', () => {
    const watched = watch(cuba, { steps: 400, controls: { size: 200 } });
    const drawing = matrix.drawing({ panel: 'matrix', of: 'E' });
    const rates = drawing.table(viewOf(watched))['rate (Hz)'] as number[];
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    expect(watched.history.spikes(0).count).toBeGreaterThan(0);
    expect(mean).toBeCloseTo(watched.history.spikes(0).count / 160 / 0.04, 6);
    expect(drawing.timeAxis(viewOf(watched))).not.toBeNull();
  });
});

describe('a plane', () => {
  it('has a point for each step of the window, and a disc at the cursor', () => {
    const drawing = plane.drawing({ panel: 'plane', of: 'neuron', x: 'v', y: 'v', cell: 0 });
    const table = drawing.table(view);
    expect(table['time (ms)']).toHaveLength(2000);
    const inside = drawing.draw(view).items.find((item) => item.kind === 'clip')!.items;
    const disc = inside.findLast((item) => item.kind === 'discs')!;
    expect(drawing.hit(view, disc.discs[0]!, disc.discs[1]!)).not.toBeNull();
    expect(textsOf(plane.drawing({ panel: 'plane', of: 'neuron', x: 'v', y: 'v', cell: 5 }), view)).toBe('Nothing to show yet');
  });
});

describe('a curve', () => {
  it('of rates against a parameter lies on the expected one', () => {
    const panel = describeScenario(hello).panels.find(
      (one): one is Extract<Panel, { against: string }> => one.panel === 'curve' && 'against' in one,
    )!;
    const table = curve.drawing(panel).table(view);
    const [names, values] = [table['curve']!, table['value'] as number[]];
    const of = (name: string) => values.filter((_, k) => names[k] === name);
    // Intervals are whole steps of 0.1 ms; the shortest is 3.6 ms.
    of('measured').forEach((rate, k) => expect(Math.abs(rate / of('expected')[k]! - 1)).toBeLessThan(0.03));
    expect(table['bias (pA)']).toHaveLength(14);
  });

  it('of a metric shows what was told up to the cursor', () => {
    const watched = watch(hello, { steps: 10 });
    const panel = { panel: 'curve', of: 'accuracy' } as const;
    expect(textsOf(curve.drawing(panel), viewOf(watched))).toBe('Nothing to show yet');
    watched.history.append({
      step: 10,
      steps: 10,
      spikes: [],
      values: [],
      events: [],
      metrics: { accuracy: 0.75 },
      demands: 0,
      measured: [],
      dropped: 0,
    });
    expect(curve.drawing(panel).table(viewOf(watched))['value']).toEqual([0.75]);
    expect(curve.drawing(panel).table(viewOf(watched, { time: { from: 0, to: 20, cursor: 5 } }))['value']).toEqual([]);
    expect(textsOf(bars.drawing({ panel: 'bars', of: ['accuracy'] }), viewOf(watched))).toContain('0.75');
  });
});

describe('a curve of metrics at numbers of their own', () => {
  it('is for metrics that are measured, with a number each', () => {
    const measuring = { ...watch(hello, { steps: 10 }).about, metrics: ['a', 'b'] };
    const points = { panel: 'curve', of: ['a', 'b'], at: [0, 0.5], across: 'share' } as const;
    expect(fits(points, measuring)).toBe(true);
    for (const more of [{ at: [0] }, { at: ['0', '1'] }, { at: null }, { level: 'c' }, { across: 3 }])
      expect(fits({ ...points, ...more } as unknown as Panel, measuring)).toBe(false);
  });
});

describe('the equations of a population', () => {
  it('come with inputs, threshold, reset and parameters, wrapped to the width', () => {
    const drawing = text.drawing({ panel: 'text', equationsOf: 'neuron' });
    const tall = { ...view, height: 2000 };
    const shown = textsOf(drawing, tall);
    expect(shown).toContain('model lifDelta, 1 cells');
    expect(shown).toContain('when v');
    expect(shown).toContain('tau = 10 ms');
    expect(textsOf(drawing, { ...tall, width: 160 }).split('\n').length).toBeGreaterThan(shown.split('\n').length);
    expect(textsOf(text.drawing({ panel: 'text', text: 'one\ntwo' }), view)).toBe('one\ntwo');
  });
});

describe('numbers of a chart', () => {
  it('are round at ticks, and short', () => {
    expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks(-70, -49, 4)).toEqual([-70, -60, -50]);
    expect(ticks(3, 3, 4)).toEqual([]);
    expect([0.00012, 0.01234, 5.3712, 1234.5, -2e7, Number.NaN].map(shortNumber)).toEqual([
      '1.2e-4',
      '0.0123',
      '5.37',
      '1235',
      '-2e7',
      '–',
    ]);
    expect(airy([])).toEqual([0, 1]);
  });
});
