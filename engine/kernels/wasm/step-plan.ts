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
  /** Whether `quiet` is what is there already, as for a variable that resets alone change: then nothing needs to be written. */
  readonly quietlyKept: boolean;
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

/** `afterArrivals`: arrivals have changed the state in a program of their own, so that what is kept must be watched too. */
export function planStep(source: Program, inline: boolean, afterArrivals = false): StepPlan {
  const folded = foldMasks(flatten(source, inline).program);
  const spike = onlySpike(folded);
  const { program, quiet } =
    spike === null ? { program: folded, quiet: folded.map((_, id) => id) } : withoutMask(folded, spike.mask);
  const stores = folded.flatMap((instruction) => (instruction.op === 'store' ? [planStore(instruction, program, quiet)] : []));
  const changed = stores.filter(({ quiet, full }) => quiet !== full).map(({ full }) => full);
  const watched = watchedValues(
    program,
    stores
      .filter(({ to, quietlyKept }) => to === 'state' && (afterArrivals || !quietlyKept))
      .map(({ name, quiet }) => ({ name, id: quiet })),
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

function planStore(
  { to, name, a }: Instruction & { readonly op: 'store' },
  program: VectorProgram,
  quiet: readonly Id[],
): PlannedStore {
  if (to === 'coefficient') throw unsupported(`store to ${to}`);
  const value = program[quiet[a]!]!;
  const quietlyKept = to === 'state' && value.op === 'load' && value.from === 'state' && value.name === name;
  return { to, name, quiet: quiet[a]!, full: a, quietlyKept };
}

function onlySpike(program: VectorProgram): StepPlan['spike'] {
  const spikes = program.filter((instruction) => instruction.op === 'spike');
  if (spikes.length <= 1) return spikes[0] ?? null;
  throw new NeurariumError({
    code: 'equation',
    message: `a step has ${spikes.length} 'spike' operations; expected at most 1, since a lane's spikes are recorded in ascending order`,
  });
}
