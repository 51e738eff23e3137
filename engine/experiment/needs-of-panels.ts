/** What a scenario's panels need of a run, beside spikes. Reads the description alone. */
import type { ScenarioDescription } from '../describe-scenario.ts';
import type { Panel } from '../scenario.ts';

export interface ShownVariable {
  /** Place among the populations. */
  readonly population: number;
  readonly variable: string;
}

/** A graph shows values of populations up to this size. */
const mostInGraph = 4096;

/** Variables of populations without spikes that panels show, in declared order: what a replay needs to draw them. */
export function shownVariables({ network, panels }: ScenarioDescription): ShownVariable[] {
  return network.populations.flatMap(({ name, size, model }, population) => {
    if (model.spike !== undefined) return [];
    const variables = Object.keys(model.state);
    const first = size <= mostInGraph ? variables[0] : undefined;
    const shown = new Set(panels.flatMap((panel) => shownOf(panel, name, first, model.outputs[0])));
    return variables.filter((variable) => shown.has(variable)).map((variable) => ({ population, variable }));
  });
}

/** Of one population. `first`: what a graph shows of it. */
function shownOf(panel: Panel, name: string, first: string | undefined, output: string | undefined): (string | undefined)[] {
  switch (panel.panel) {
    case 'graph':
      return panel.of === undefined || panel.of.includes(name) ? [first] : [];
    case 'trace':
      return [panel.of].flat().includes(name) ? [panel.variable] : [];
    case 'plane':
      if ('map' in panel) return panel.active === name ? [output] : [];
      if (!('of' in panel) || ![panel.of].flat().includes(name)) return [];
      return 'variable' in panel ? [panel.variable] : [panel.x, panel.y];
    case 'matrix':
    case 'image-grid':
      return 'of' in panel && panel.of === name ? [panel.variable].flat() : [];
    case 'raster':
    case 'rate':
    case 'curve':
      return [];
    case 'histogram':
    case 'bars':
    case 'text':
      return 'variable' in panel && panel.of === name ? [panel.variable] : [];
    default:
      return panel satisfies never;
  }
}

/** Names of the metrics that curves show over the run. */
export function curveMetrics({ panels }: Pick<ScenarioDescription, 'panels'>): string[] {
  const all = panels.flatMap((panel) =>
    panel.panel === 'curve' && 'of' in panel && !('against' in panel || 'at' in panel) ? [panel.of].flat() : [],
  );
  return [...new Set(all)];
}
