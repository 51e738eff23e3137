/** The fourteen types of cells that the chart of the neural network zoo draws, and their tags. */
import { describe, expect, it } from 'vitest';
import { type CellModel, type CellTags, network, networkTags, type Population } from '../../../engine/index.ts';
import * as models from '../../../models/index.ts';

type Expected = Partial<CellTags>;

const deterministic: Expected = { behaviour: 'deterministic', signal: 'value' };
const probabilistic: Expected = { behaviour: 'probabilistic', signal: 'value' };
const plain: Expected = { ...deterministic, complexity: 'plain' };
const memory: Expected = { ...deterministic, complexity: 'memory' };

/** By the chart's own names. What a cell is for is the graph's to tell, but where it is declared. */
const chart: Readonly<Record<string, readonly (readonly [object, Expected])[]>> = {
  input: [[models.inputUnit, { ...plain, activation: 'linear' }]],
  'backfed input': [
    [models.backfedInputUnit, { ...plain, function: ['input'], activation: 'linear' }],
    [models.backfedLinearUnit, { ...plain, function: ['input'], activation: 'linear' }],
    [models.backfedUnit, { ...plain, function: ['input'], activation: 'threshold' }],
    [models.hopfieldUnit, { ...plain, function: ['input'], activation: 'threshold' }],
    [models.backfedCategoricalUnit, { ...probabilistic, function: ['input'], activation: 'softmax' }],
    [models.backfedStochasticUnit, { ...probabilistic, function: ['input'], activation: 'sigmoid' }],
  ],
  'noisy input': [models.maskedInputUnit, models.gaussianInputUnit, models.saltAndPepperInputUnit].map(
    (cell) => [cell, { ...probabilistic, function: ['input'], activation: 'linear' }] as const,
  ),
  hidden: [
    [models.identityUnit, { ...plain, activation: 'linear' }],
    [models.linearUnit, { ...plain, activation: 'linear' }],
    [models.thresholdUnit, { ...plain, activation: 'threshold' }],
    [models.signUnit, { ...plain, activation: 'threshold' }],
    [models.logisticUnit, { ...plain, activation: 'sigmoid' }],
    [models.tanhUnit, { ...plain, activation: 'tanh' }],
    [models.arctanUnit, { ...plain, activation: 'arctan' }],
    [models.reluUnit, { ...plain, activation: 'relu' }],
    [models.leakyReluUnit, { ...plain, activation: 'leaky-relu' }],
    [models.noisyReluUnit, { ...probabilistic, activation: 'noisy-relu' }],
    [models.preluUnit, { ...plain, activation: 'prelu' }],
    [models.eluUnit, { ...plain, activation: 'elu' }],
    [models.softplusUnit, { ...plain, activation: 'softplus' }],
    [models.maxoutUnit, { ...plain, activation: 'maxout' }],
    [models.winnerUnit, { ...plain, activation: 'winner' }],
  ],
  'probabilistic hidden': [
    [models.bernoulliUnit, { ...probabilistic, activation: 'sigmoid' }],
    [models.gaussianUnit, { ...probabilistic, activation: 'linear' }],
    [models.categoricalUnit, { ...probabilistic, activation: 'softmax' }],
  ],
  'spiking hidden': [
    [models.lifExponential, { behaviour: 'deterministic', signal: 'spike', coding: 'frequency', activation: 'threshold' }],
    [models.gradedUnit, { behaviour: 'deterministic', signal: 'spike', coding: 'amplitude', activation: 'threshold' }],
  ],
  capsule: [
    [models.squashUnit, { ...deterministic, complexity: 'capsule', activation: 'squash' }],
    [models.capsuleUnit, { ...deterministic, complexity: 'capsule', activation: 'squash' }],
  ],
  output: [[models.softmaxUnit, { ...plain, activation: 'softmax' }]],
  'match input output': [models.matchUnit, models.logisticMatchUnit].map(
    (cell) => [cell, { ...plain, function: ['output', 'input'] }] as const,
  ),
  recurrent: [
    [models.tanhUnit, { ...plain, activation: 'tanh' }],
    [models.leakyTanhUnit, { ...plain, activation: 'tanh' }],
  ],
  memory: [models.lstmCell, models.lstmWithoutForgetting, models.peepholeLstmCell, models.memorySlot].map(
    (cell) => [cell, memory] as const,
  ),
  'gated memory': [models.gruCell, models.gruResetGate, models.choGruCell].map((cell) => [cell, memory] as const),
  kernel: [
    [models.kernelUnit, { ...deterministic, complexity: 'kernel', activation: 'linear' }],
    [models.isingUnit, { function: ['input'], behaviour: 'probabilistic', complexity: 'plain', activation: 'sigmoid' }],
    [models.overlapUnit, { ...deterministic, complexity: 'kernel', activation: 'linear' }],
    [models.radialUnit, { ...deterministic, complexity: 'kernel', activation: 'gaussian' }],
  ],
  'convolution or pool': [
    [models.convolutionUnit, { ...deterministic, complexity: 'convolution', activation: 'relu' }],
    [models.poolUnit, { ...deterministic, complexity: 'convolution', activation: 'linear' }],
  ],
};

/** The tags of a few cells alone. */
function tagsOf(cell: CellModel): CellTags {
  const { axes = [] } = cell.model;
  const sizes = axes.length < 2 ? 2 : Object.fromEntries(axes.map((axis) => [axis, 2]));
  const cells = (cell as { of(n: unknown): Population }).of(sizes);
  return networkTags(network({ cells }, [])).cells['cells']!;
}

describe.each(Object.entries(chart))('%s cells', (_, listed) => {
  it.each(listed.map(([cell, expected]) => [(cell as CellModel).model.name, cell as CellModel, expected] as const))(
    '%s are tagged so',
    (__, cell, expected) => {
      expect(tagsOf(cell)).toMatchObject(expected);
    },
  );
});

it('the chart has fourteen types', () => {
  expect(Object.keys(chart)).toHaveLength(14);
});
