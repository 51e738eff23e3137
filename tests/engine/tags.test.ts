import { describe, expect, it } from 'vitest';
import {
  adam,
  allToAll,
  asyncRandom,
  defineCell,
  describeScenario,
  expression,
  gradient,
  network,
  networkTags,
  normal,
  oneToOne,
  probability,
  ring,
  type Scenario,
  squaredError,
  steps,
  weightsOf,
} from '../../engine/index.ts';
import {
  bernoulliUnit,
  gradedUnit,
  hopfieldUnit,
  identityUnit,
  inputUnit,
  lifDelta,
  lstmCell,
  matchUnit,
  maxoutUnit,
  poisson,
  tanhUnit,
  thresholdUnit,
} from '../../models/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { byHand } from './tags-by-hand.ts';

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
    expect(Object.values(tags.cells).map((cell) => cell.function)).toEqual([['input'], ['hidden'], ['hidden'], ['output']]);
  });

  it('tell cells that draw from those that do not', () => {
    expect(tags.cells['source']!.behaviour).toBe('probabilistic');
    expect(tags.cells['a']!.behaviour).toBe('deterministic');
  });

  it('tell feedback by the cycles of the graph alone', () => {
    expect(Object.values(tags.connections).map(({ course }) => course)).toEqual([
      'feedforward',
      'feedback',
      'feedback',
      'feedforward',
    ]);
    expect(Object.values(tags.connections).map(({ wiring }) => wiring)).toEqual(['one-to-one', 'full', 'sparse', 'full']);
  });

  it('tell how spikes say a number', () => {
    const { cells } = networkTags(network({ a: gradedUnit.of(1), b: lifDelta.of(1), c: tanhUnit.of(1) }, []));
    expect(Object.values(cells).map(({ signal, coding }) => [signal, coding])).toEqual([
      ['spike', 'amplitude'],
      ['spike', 'frequency'],
      ['value', null],
    ]);
  });

  it('have what models declare: complexity and activation, and what they are for wherever they stand', () => {
    const { cells } = networkTags(
      network({ x: inputUnit.of(2), h: lstmCell.of(2), y: matchUnit.of(2), spikes: lifDelta.of(1) }, [
        { from: 'x', to: 'h', port: 'candidate', wiring: allToAll(), weight: 1 },
        { from: 'h', to: 'y', port: 'input', wiring: allToAll(), weight: 1 },
      ]),
    );
    expect(cells['h']).toMatchObject({ function: ['hidden'], complexity: 'memory', activation: 'tanh' });
    expect(cells['y']).toMatchObject({ function: ['output', 'input'], complexity: 'plain', activation: 'linear' });
    expect(cells['spikes']!.activation).toBe('threshold');
  });

  it('tell what connections do: gates, delays, weights that are drawn, learnt or shared', () => {
    const described = network({ x: inputUnit.of(2), h: lstmCell.of(2), y: identityUnit.of(2) }, [
      { from: 'x', to: 'h', port: 'forgetGate', wiring: allToAll(), weight: normal(0, 1) },
      { from: 'h', to: 'h', port: 'candidate', wiring: allToAll(), weight: 0.5, delay: steps(1) },
      { from: 'h', to: 'y', port: 'input', wiring: allToAll(), weight: normal(0, 1) },
      { from: 'x', to: 'h', port: 'candidate', wiring: allToAll(), weight: weightsOf('h->y:input#0') },
    ]);
    const readout = gradient({ loss: squaredError('y', 'y'), optimiser: adam({ rate: 1 }), trains: ['y.*'] });
    const { connections } = networkTags(described, [readout]);
    expect(connections['x->h:forgetGate#0']).toMatchObject({ gate: true, fixedRandom: true, trainable: false, shared: null });
    expect(connections['h->h:candidate#0']).toMatchObject({ gate: false, delayed: true, fixedRandom: false, course: 'feedback' });
    const shared = { trainable: true, fixedRandom: false, shared: 'h->y:input#0' };
    expect(connections['h->y:input#0']).toMatchObject({ ...shared, delayed: false });
    expect(connections['x->h:candidate#0']).toMatchObject(shared);
    expect(networkTags(described).connections['h->y:input#0']).toMatchObject({ trainable: false, fixedRandom: true });
  });

  it('call a population undirected whose weights to itself are a symmetric matrix', () => {
    const among = (weight: number[], selfConnections: boolean) => {
      const units = hopfieldUnit.of(3, {}, { schedule: asyncRandom() });
      const wiring = allToAll({ selfConnections });
      return networkTags(network({ units }, [{ from: 'units', to: 'units', port: 'input', wiring, weight }])).connections;
    };
    const direction = (weight: number[], selfConnections: boolean) =>
      among(weight, selfConnections)['units->units:input#0']!.direction;
    expect(direction([0, 1, 2, 1, 0, 3, 2, 3, 0], true)).toBe('undirected');
    expect(direction([1, 2, 1, 3, 2, 3], false)).toBe('undirected');
    expect(direction([1, 2, 1, 3, 2, 4], false)).toBe('directed');
  });

  it('call a connection local that the distance of its cells decides', () => {
    const near = allToAll({ where: expression('distance < 100 um') });
    const units = tanhUnit.of(8, { position: ring(8, '1 mm') });
    const { connections } = networkTags(
      network({ units }, [
        { from: 'units', to: 'units', port: 'feedback', wiring: near, weight: 1, delay: steps(1) },
        {
          from: 'units',
          to: 'units',
          port: 'feedback',
          wiring: allToAll({ where: expression('i < j') }),
          weight: 1,
          delay: steps(1),
        },
      ]),
    );
    expect(Object.values(connections).map(({ wiring }) => wiring)).toEqual(['local', 'sparse']);
  });

  it.each([
    ['1G', thresholdUnit.of(2)],
    ['2G', tanhUnit.of(2)],
    ['2G', identityUnit.of(2)],
    ['2G', maxoutUnit.of(2)],
    ['2G-prob', bernoulliUnit.of(2)],
  ] as const)('count a network among the %s', (generation, y) => {
    const described = network({ x: inputUnit.of(2), y }, [{ from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: 1 }]);
    expect(networkTags(described).generation).toBe(generation);
  });
});

describe('declared tags', () => {
  const about = { name: 'cell', source: 'this test', ports: { input: { unit: '1' } } } as const;

  it('are refused where they are unknown, by name', () => {
    expect(() => defineCell({ ...about, tags: { complexity: 'complex' as 'plain' } })).toThrow(
      "tags.complexity is 'complex', expected one of plain, memory, kernel, capsule, convolution",
    );
    expect(() => defineCell({ ...about, tags: { activation: 'sigmoidal' as 'sigmoid' } })).toThrow(
      /tags.activation is 'sigmoidal'/,
    );
    // @ts-expect-error: 'output' is no port
    const misnamed = () => defineCell({ ...about, tags: { gates: ['output'] } });
    expect(misnamed).toThrow("tags.gates is 'output', expected one of input");
    expect(() => defineCell({ ...about, tags: { kind: 'plain' } as object })).toThrow(/tags.kind is unknown/);
    expect(() => defineCell({ ...about, tags: { function: [] as never } })).toThrow(/tags.function is empty/);
  });
});

describe.each(Object.entries(scenarios))('the tags of %s', (id, load) => {
  const found = async () => {
    const scenario: Scenario = (await load()).default;
    const { network: described, learners } = describeScenario(scenario);
    return { described, tags: networkTags(described, Object.values(learners)) };
  };

  it('are there for each population and projection', async () => {
    const { described, tags } = await found();
    expect(Object.keys(tags.cells)).toEqual(described.populations.map(({ name }) => name));
    expect(Object.keys(tags.connections)).toEqual(described.projections.map(({ name }) => name));
  });

  it('are those written by hand', async () => {
    const { described, tags } = await found();
    const feedback = described.projections.filter(({ name }) => tags.connections[name]!.course === 'feedback');
    expect(byHand, 'a line for each scenario in tags-by-hand.ts').toHaveProperty([id]);
    expect({ generation: tags.generation, feedback: feedback.map(({ from, to }) => `${from}->${to}`).sort() }).toEqual({
      ...byHand[id]!,
      feedback: [...byHand[id]!.feedback].sort(),
    });
  });
});
