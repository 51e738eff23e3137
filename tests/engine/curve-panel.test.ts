import { describe, expect, it } from 'vitest';
import { describeScenario, lif, network, type Panel, scenario, stateDistance, trainsInto, values } from '../../index.ts';

const about = { id: 'curve', title: 'A curve', source: 'none', dt: '0.1 ms', duration: '1 ms' } as const;

function withPanel(panel: Extract<Panel<'E'>, { readonly against: string }>) {
  const taus = values('ms', [10, 20, 30]);
  return scenario({ ...about, network: () => network({ E: lif.of(3, { tau: taus }) }, []), panels: [panel] });
}

describe('a panel of rates against a parameter', () => {
  it('takes a parameter that each cell has its own value of, and what theory says of each', () => {
    const panel = { panel: 'curve', of: 'E', against: 'tau', expected: [1, 2, 3] } as const;
    expect(describeScenario(withPanel(panel)).panels).toEqual([panel]);
  });

  it('says what does not fit', () => {
    expect(() => withPanel({ panel: 'curve', of: 'E', against: 'tua' })).toThrow("E (model lif) has no parameter 'tua'");
    expect(() => withPanel({ panel: 'curve', of: 'E', against: 'vRest' })).toThrow('all cells of E have the same vRest');
    expect(() => withPanel({ panel: 'curve', of: 'E', against: 'tau', expected: [1] })).toThrow(
      '1 expected rates for the 3 cells of E',
    );
    // @ts-expect-error no population has this name
    expect(() => withPanel({ panel: 'curve', of: 'F', against: 'tau' })).toThrow("population 'F' is unknown");
  });
});

describe('a panel of metrics at numbers of their own', () => {
  const drive = trainsInto('E', 'excitatory', { rate: '20 Hz' });
  const metrics = { near: stateDistance('E', { drive, steps: 1, apart: 0.1 }), far: stateDistance('E', { drive, steps: 1 }) };
  const made = (panel: Panel<'E', 'near' | 'far'>) =>
    scenario({ ...about, network: () => network({ E: lif.of(3) }, []), metrics, panels: [panel] });

  it('takes a number for each, and one to compare them with', () => {
    const panel = { panel: 'curve', of: ['near', 'far'], at: [0.1, 1], across: 'share', level: 'near' } as const;
    expect(describeScenario(made(panel)).panels).toEqual([panel]);
  });

  it('says what does not fit', () => {
    expect(() => made({ panel: 'curve', of: ['near', 'far'], at: [0.1], across: 'share' })).toThrow('2 metrics at 0.1');
    // @ts-expect-error no metric has this name
    expect(() => made({ panel: 'curve', of: ['nearer'], at: [1], across: 'share' })).toThrow("metric 'nearer' is unknown");
  });
});
