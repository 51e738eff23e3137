/** Small scenarios for the tests of experiments, and a made-up data set. */
import {
  arrayDataset,
  type DatasetDescription,
  defineNeuron,
  describeScenario,
  Experiment,
  type ExperimentOptions,
  type Host,
  type Progress,
  type Scenario,
  splitByClass,
} from '../../../engine/index.ts';
import { FakeHost } from '../simulation/small.ts';

/** Spikes whenever what it is driven with has summed up to 1. */
export const ramp = defineNeuron({
  name: 'ramp',
  source: 'a test',
  parameters: { drive: { default: 0, doc: 'growth per step', min: 0, max: 1 } },
  state: { x: { unit: '1', initial: 0, doc: 'grows' } },
  ports: { add: { unit: '1', on: 'x += weight' } },
  equations: "x' = x + drive",
  spike: { when: 'x >= 1', reset: 'x = 0' },
});

/** Ten examples of two classes, class by turns: [8, 0] is an 'a', [0, 8] a 'b'. The last two of each class are for tests. */
export const letters: DatasetDescription = {
  name: 'letters',
  title: 'made up',
  licence: 'none needed',
  source: 'a test',
  file: 'letters.bin',
  open: ({ bytes, parts }) => {
    const fields = { pixels: { shape: [2], maximum: 8 }, label: { shape: [], classes: ['a', 'b'] } };
    const arrays = { pixels: bytes.slice(10), label: bytes.slice(0, 10) };
    const all = arrayDataset({ name: 'letters', size: 10, fields }, arrays);
    return splitByClass(all, 'label', (indexInClass) => (indexInClass < 3 ? 'train' : 'test'), parts);
  },
};

const labels = Array.from({ length: 10 }, (_, k) => k % 2);

/** Loads `letters`; counts how often. */
export class DataHost extends FakeHost {
  readonly loaded: string[] = [];

  override async loadData(name?: string): Promise<Uint8Array> {
    this.loaded.push(name!);
    return Uint8Array.from([...labels, ...labels.flatMap((label) => (label === 0 ? [8, 0] : [0, 8]))]);
  }
}

export function experimentOf(
  scenario: Scenario,
  options: Partial<ExperimentOptions> & { readonly host?: Host } = {},
): Experiment {
  return new Experiment(describeScenario(scenario), {
    seed: 1,
    datasets: { letters },
    host: new DataHost(),
    poison: true,
    ...options,
  });
}

/** Runs to the end; what it told on the way. */
export function finish(experiment: Experiment): Promise<Progress[]> {
  const seen: Progress[] = [];
  return new Promise((resolve, reject) => {
    experiment.run$().subscribe({ next: (progress) => seen.push(progress), error: reject, complete: () => resolve(seen) });
  });
}
