import { describe, expect, it } from 'vitest';
import { perCellOf, recordedExpectations, recordedPanels } from '../../cli/recorded.ts';
import { HEADER, SUMMARY } from '../engine/trace/small-run.ts';

describe('what a trace says of itself', () => {
  it('keeps the panels that can be drawn, and drops what is none', () => {
    const bars = { panel: 'bars', of: ['accuracy', 'raw'] };
    const curve = { panel: 'curve', of: 'E', against: 'bias', expected: [1, 2] };
    const strange = [null, 3, 'bars', [], { panel: 'bars', of: [3] }, { ...curve, of: 7 }, { ...curve, expected: ['1'] }, {}];
    expect(recordedPanels({ ...HEADER, panels: [bars, ...strange, curve] })).toEqual([bars, curve]);
    expect(recordedPanels(HEADER)).toEqual([]);
  });

  it('finds the values of a parameter with their unit, and only where there is one for each cell', () => {
    const values = Float64Array.of(100, 200);
    const population = {
      name: 'E',
      size: 2,
      model: { parameters: { bias: { unit: 'pA' } } },
      parameters: { bias: { kind: 'values', values }, tau: 20, short: { kind: 'values', values: Float64Array.of(1) } },
    };
    const perCell = perCellOf({ populations: [null, 3, population] });
    expect(perCell('E', 'bias')).toEqual({ unit: 'pA', values });
    for (const name of ['tau', 'short', 'none', '__proto__', 'constructor']) expect(perCell('E', name)).toBeNull();
    expect(perCell('I', 'bias')).toBeNull();
    for (const network of [null, 3, [], {}, { populations: 3 }, { populations: [{ name: 'E', parameters: null }] }])
      expect(perCellOf(network)('E', 'bias')).toBeNull();
  });

  it('keeps expectations as they were judged, and drops what is none', () => {
    const judged = { of: 'E', measure: 'rate', value: 5, between: [4, null], pass: true, why: 'Hz' };
    const strange = [null, 3, {}, { ...judged, between: [null, null] }, { ...judged, why: 3 }, { ...judged, pass: 'yes' }];
    const more = [
      { ...judged, between: 3 },
      { ...judged, of: 3 },
      { ...judged, measure: null },
      { ...judged, value: '5' },
    ];
    expect(recordedExpectations({ ...SUMMARY, expect: [...strange, judged, ...more] })).toEqual([judged]);
    expect(recordedExpectations(undefined)).toEqual([]);
  });
});
