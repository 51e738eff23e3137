/**
 * Splits a step into what every vector computes and what only a vector with a spike computes: the choices by the spike's mask, such as
 * resets, move into the branch that records spikes. Knows no byte of the output.
 */
import { NeurariumError } from '../../errors.ts';
import { type Id, type Instruction, operandsOf, type Program } from '../ir.ts';
import { unsupported } from './value-emitter.ts';
import { countUses, flatten, foldMasks, type VectorProgram, withoutMask } from './vector-program.ts';
import { watchedValues } from './watched-values.ts';

/** A state variable's new value (or what is left to a later stage): where no cell of the vector spikes, and in general. */
export interface PlannedStore {
  readonly to: 'state' | 'scratch';
  readonly name: string;
  readonly quiet: Id;
  readonly full: Id;
}

export interface StepPlan {
  readonly program: VectorProgram;
  readonly stores: readonly PlannedStore[];
  /** What is watched for NaN and infinity outside the branch. */
  readonly watched: readonly Id[];
  readonly spike: (Instruction & { readonly op: 'spike' }) | null;
  /** Uses of each instruction outside the branch and in it. */
  readonly quietUses: Int32Array;
  readonly branchUses: Int32Array;
}

export function planStep(source: Program, inline: boolean): StepPlan {
  const folded = foldMasks(flatten(source, inline).program);
  const spike = onlySpike(folded);
  const { program, quiet } =
    spike === null ? { program: folded, quiet: folded.map((_, id) => id) } : withoutMask(folded, spike.mask);
  const stores = folded.flatMap((instruction) => (instruction.op === 'store' ? [planStore(instruction, quiet)] : []));
  const changed = stores.filter(({ quiet, full }) => quiet !== full).map(({ full }) => full);
  const watched = watchedValues(
    program,
    stores.filter(({ to }) => to === 'state').map(({ name, quiet }) => ({ name, id: quiet })),
  );
  return {
    program,
    stores,
    watched,
    spike,
    quietUses: countUses(program, [...stores.map((store) => store.quiet), ...watched, ...(spike === null ? [] : [spike.mask])]),
    branchUses: countUses(program, [...changed, ...(spike === null ? [] : operandsOf(spike).slice(1))]),
  };
}

function planStore(store: Instruction & { readonly op: 'store' }, quiet: readonly Id[]): PlannedStore {
  const { to, name } = store;
  if (to === 'coefficient') throw unsupported(`store to ${to}`);
  return { to, name, quiet: quiet[store.a]!, full: store.a };
}

function onlySpike(program: VectorProgram): StepPlan['spike'] {
  const spikes = program.filter((instruction) => instruction.op === 'spike');
  if (spikes.length <= 1) return spikes[0] ?? null;
  throw new NeurariumError({
    code: 'equation',
    message: `a step has ${spikes.length} 'spike' operations; expected at most 1, since a lane's spikes are recorded in ascending order`,
  });
}
