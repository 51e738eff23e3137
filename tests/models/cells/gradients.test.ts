/**
 * The gradients of every cell, over five steps through time, against central differences in float64. Knows no model by name but where it
 * says why something has no gradient: a new one is tested by being exported.
 */
import { describe, expect, it } from 'vitest';
import {
  allToAll,
  type CellModel,
  type Network,
  network,
  type Population,
  type Projection,
  steps,
  uniform,
} from '../../../engine/index.ts';
import * as exported from '../../../models/cells/index.ts';
import { checkGradients, filled, input, inputs, output, outputs, trainerOf } from '../../engine/learning/gradient-net.ts';

/** Those that values go to, whose gradients are asked for alone; spikes have tests of their own. */
const models = (Object.entries(exported) as unknown as [string, CellModel][]).filter(([, { model }]) =>
  Object.values(model.ports).every(({ on }) => on === undefined),
);

/** Parameters that no gradient is asked for. */
const exempt: Readonly<Record<string, string>> = {
  training: 'a switch, which its learner sets',
  sampled: 'a switch',
  epsilon: 'as small as the step of the difference',
  'currentSine.frequency': 'goes through floor, which has no derivative here',
  'rateUnit.tau': 'goes through the exponential of a matrix, which has no derivative here',
  'ornsteinUhlenbeck.tau': 'goes through the exponential of a matrix, which has no derivative here',
};

/** Largest weights, where values would grow beyond what differences can tell. */
const gentle: Readonly<Record<string, number>> = { cubicUnit: 0.2 };

/** What draws by a threshold is tested where it says what it expects. */
function variants({ model }: CellModel): Readonly<Record<string, number>>[] {
  const bags: Readonly<Record<string, number>>[] = 'sampled' in model.parameters ? [{ sampled: 0 }] : [];
  // The derivative of a threshold is the learner's surrogate, and not that of its values.
  return model.equations.includes('heaviside') ? bags : [...bags, {}];
}

/** Inputs onto every port, every port from the cells' own last step, and every output read: whatever there is has its part in the loss. */
function around(cell: CellModel, bag: Readonly<Record<string, number>>): Network {
  const { axes = [], ports, state, outputs: variables, name } = cell.model;
  const lengths = Object.fromEntries([...axes, ...(axes.length < 2 ? ['row'] : [])].map((axis) => [axis, 2]));
  const h = (cell as { of(n: unknown, bag: unknown): Population }).of(axes.length === 0 ? 3 : lengths, bag);
  const within = (unit: string, size = gentle[name] ?? 0.8) => {
    const [low, high] = unit === '1' ? [-size, size] : [`${-size} ${unit}`, `${size} ${unit}`];
    return uniform(low as '-1 mV', high as '1 mV');
  };
  const onto = Object.entries(ports).flatMap(([port, { unit }]) =>
    [{ from: 'x' }, { from: 'h', delay: steps(1) }].map((source) => ({
      ...source,
      to: 'h',
      port,
      wiring: allToAll(),
      weight: within(unit),
    })),
  );
  // Currents are numbers of a hundred; a large loss would be rounded to more than the differences.
  const sizeOf = (variable: string) => (state[variable]!.unit === '1' ? 0.8 : 0.008);
  const read = variables.map((variable) => ({
    from: `h.${variable}`,
    to: 'y',
    port: 'input',
    wiring: allToAll(),
    weight: within('1', sizeOf(variable)),
  }));
  const projections = [...onto, ...read] as Projection<Record<string, Population>>[];
  return network({ x: input.of(inputs), h, y: output.of(outputs) } as Record<string, Population>, projections);
}

const testable = models.flatMap(([name, cell]) => variants(cell).map((bag) => [name, bag, cell] as const));

describe.each(testable)('%s %o', (name, bag, cell) => {
  const parameters = Object.keys(cell.model.parameters).filter((key) => !(key in exempt) && !(`${name}.${key}` in exempt));
  const phases = 'training' in cell.model.parameters ? ['while it is trained', 'afterwards'] : ['at any time'];

  it.each(phases)('has the gradients of central differences, %s', (phase) => {
    const net = trainerOf({ trains: ['*', ...parameters.map((key) => `h.${key}`)] }, around(cell, bag));
    net.setTraining(phase === 'while it is trained');
    // Batch normalisation of three examples is steep: curvature counts for more.
    checkGradients(net, filled(net), 1e-7);
  });
});

describe.each(models)('%s', (_, cell) => {
  it.each(['float64', 'float32'] as const)('has the same gradients to the bit interpreted and compiled, in %s', (precision) => {
    const [one, other] = (['wasm', 'interpreter'] as const).map((backend) => {
      const net = trainerOf({}, around(cell, {}), { precision, backend });
      net.setTraining(true);
      net.evaluate(filled(net));
      net.backward();
      return net.trained.names.map((name) => Array.from(net.gradient(name)));
    });
    expect(one).toEqual(other);
  });
});

it('leaves out only what says a threshold', () => {
  const untested = models.filter(([name]) => !testable.some(([tested]) => tested === name)).map(([name]) => name);
  expect(untested).toEqual(['signUnit', 'thresholdUnit']);
});
