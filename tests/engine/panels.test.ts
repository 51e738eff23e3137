import { describe, expect, it } from 'vitest';
import { describeScenario, inputUnit, lif, line, network, type Panel, scenario } from '../../index.ts';

const about = { id: 'panels', title: 'Panels', source: 'none', dt: '0.1 ms', duration: '1 ms' } as const;

function withPanel(panel: Panel<'E' | 'I', never>) {
  return scenario({ ...about, network: () => network({ E: lif.of(3), I: lif.of(2) }, []), panels: [panel] });
}

describe('panels of a scenario', () => {
  it('take a layout of the graph, an activity as a matrix, and the equations of a population', () => {
    const panels = [
      { panel: 'graph', of: ['E'], layout: 'force' },
      { panel: 'matrix', of: 'E', variable: 'v' },
      { panel: 'matrix', of: 'I' },
      { panel: 'text', equationsOf: 'I' },
    ] as const;
    for (const panel of panels) expect(describeScenario(withPanel(panel)).panels).toEqual([panel]);
  });

  it('show the output of cells without spikes where no variable is named', () => {
    const values = (panel: Panel<'x', never>) =>
      scenario({ ...about, network: () => network({ x: inputUnit.of(4) }, []), panels: [panel] });
    for (const panel of [
      { panel: 'matrix', of: 'x' },
      { panel: 'image-grid', of: 'x', shape: [2, 2] },
    ] as const)
      expect(describeScenario(values(panel)).panels).toEqual([{ ...panel, variable: 'y' }]);
  });

  it('are those of the controls where a function of them is given', () => {
    const made = scenario({
      ...about,
      controls: { rows: { default: 2, min: 1, max: 3, integer: true, doc: 'rows of the images' } },
      network: ({ rows }) => network({ E: lif.of(3 * rows) }, []),
      panels: ({ rows }) => [{ panel: 'image-grid', of: 'E', shape: [rows, 3], variable: 'v' }],
    });
    expect(describeScenario(made, { controls: { rows: 3 } }).panels).toMatchObject([{ shape: [3, 3] }]);
    expect(() =>
      scenario({ ...about, network: () => network({ E: lif.of(3) }, []), panels: () => [{ panel: 'rate', of: 'F' as 'E' }] }),
    ).toThrow("population 'F' is unknown");
  });

  it('are refused with what does not fit', () => {
    expect(() => withPanel({ panel: 'matrix', of: 'E', variable: 'w' })).toThrow("E has no state variable 'w'");
    // @ts-expect-error no population has this name
    expect(() => withPanel({ panel: 'matrix', of: 'F' })).toThrow("population 'F' is unknown");
    // @ts-expect-error no population has this name
    expect(() => withPanel({ panel: 'text', equationsOf: 'F' })).toThrow("population 'F' is unknown");
    // @ts-expect-error no such layout
    expect(() => withPanel({ panel: 'graph', layout: 'circle' })).toThrow("layout 'circle' is unknown");
  });

  it('lay cells out in space only where some have positions', () => {
    expect(() => withPanel({ panel: 'graph', layout: 'spatial' })).toThrow('no population has positions');
    const placed = () => network({ E: lif.of(3, { position: line(3, '1 mm') }), I: lif.of(2) }, []);
    expect(() => scenario({ ...about, network: placed, panels: [{ panel: 'graph', layout: 'spatial' }] })).not.toThrow();
    expect(() => scenario({ ...about, network: placed, panels: [{ panel: 'graph', of: ['I'], layout: 'spatial' }] })).toThrow(
      'no population has positions',
    );
  });
});
