/** What scenarios of nets that judge themselves (`judgedNet`) have in common: what the net hears and what is true, spike by spike. */
import { values } from '../engine/index.ts';

/** A control: under which inhibition the net works. */
export const inhibitionControl = {
  default: 'absolute',
  choices: ['absolute', 'relative'],
  doc: 'an inhibitory input forbids firing, or takes one excitatory input away',
} as const;

/** By step, of each cell of the populations `inputs` and `truth`; a step is 1 ms. */
export interface Judged {
  readonly inputs: readonly (readonly boolean[])[];
  readonly truth: readonly (readonly boolean[])[];
}

export function judgedStimuli({ inputs, truth }: Judged) {
  return Object.entries({ inputs, truth }).map(([to, trains]) => {
    const spikes = trains.flatMap((train, cell) => train.flatMap((fires, step) => (fires ? [{ cell, step }] : [])));
    const times = spikes.map(({ step }) => step);
    return { to, port: 'events', value: 1, at: spikes.map(({ cell }) => cell), times: values('ms', times) };
  });
}
