import { describe, expect, it } from 'vitest';
import { allToAll, describeScenario, network, networkTags, oneToOne, probability, type Scenario } from '../../engine/index.ts';
import { lifDelta, poisson } from '../../models/index.ts';
import { scenarios } from '../../scenarios/index.ts';

const weight = '1 mV';

describe('tags of a network', () => {
  const tags = networkTags(
    network({ source: poisson.of(4), a: lifDelta.of(4), b: lifDelta.of(4), last: lifDelta.of(4) }, [
      { from: 'source', to: 'a', port: 'synapse', wiring: oneToOne(), weight },
      { from: 'a', to: 'b', port: 'synapse', wiring: allToAll(), weight },
      { from: 'b', to: 'a', port: 'synapse', wiring: probability(0.5), weight },
      { from: 'b', to: 'last', port: 'synapse', wiring: allToAll(), weight },
    ]),
  );

  it('tell inputs, hidden cells and outputs by what leads in and out', () => {
    expect(Object.values(tags.cells).map((cell) => cell.function)).toEqual(['input', 'hidden', 'hidden', 'output']);
  });

  it('tell cells that draw from those that do not', () => {
    expect(tags.cells['source']!.behaviour).toBe('probabilistic');
    expect(tags.cells['a']!.behaviour).toBe('deterministic');
  });

  it('tell feedback by the cycles of the graph alone', () => {
    expect(Object.values(tags.connections).map(({ direction }) => direction)).toEqual([
      'feedforward',
      'feedback',
      'feedback',
      'feedforward',
    ]);
    expect(Object.values(tags.connections).map(({ wiring }) => wiring)).toEqual(['one-to-one', 'full', 'sparse', 'full']);
  });

  it.each(Object.entries(scenarios))('of %s are there for each population and projection', async (_, load) => {
    const scenario: Scenario = (await load()).default;
    const { network: described } = describeScenario(scenario);
    const found = networkTags(described);
    expect(Object.keys(found.cells)).toEqual(described.populations.map(({ name }) => name));
    expect(Object.keys(found.connections)).toEqual(described.projections.map(({ name }) => name));
  });
});
