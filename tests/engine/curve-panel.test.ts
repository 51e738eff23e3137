import { describe, expect, it } from 'vitest';
import { describeScenario, lif, network, type Panel, scenario, values } from '../../index.ts';

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
