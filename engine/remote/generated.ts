/** What a network that foretells characters writes by itself: each is drawn by the shares that it gave, and read in the next step. */
import { NeurariumError } from '../errors.ts';
import { RandomStream } from '../random.ts';
import type { Generated, Question } from './messages.ts';
import type { Twin } from './twin.ts';

/** @param port of the inputs; @throws NeurariumError 'usage' where the shares are none */
export function generated(
  { inputs: index, population, variable, prompt, length }: Extract<Question, { readonly of: 'generated' }>,
  twin: Twin,
  port: string,
): Generated {
  const inputs = twin.plan.populations[index]!;
  const given = twin.input(inputs, port);
  const shares = twin.values(twin.plan.populations[population]!, variable);
  // The same draws each time, so that what changes is what was learnt.
  const random = new RandomStream(twin.plan.seed, 'generated');
  const read = (cell: number): void => {
    given.fill(0);
    given[cell] = 1;
    twin.step(inputs);
  };
  twin.follow();
  for (const cell of prompt) read(cell);
  const told = { cells: new Uint32Array(length), shares: new Float32Array(length) };
  for (let at = 0; at < length; at++) {
    const cell = drawn(shares, random.uniform(0, at, 0, 0));
    told.cells[at] = cell;
    told.shares[at] = shares[cell]!;
    read(cell);
  }
  return told;
}

/** The cell in whose part of the whole a number from 0 to 1 lies. */
function drawn(shares: ArrayLike<number>, place: number): number {
  let left = 0;
  for (let cell = 0; cell < shares.length; cell++) left += shares[cell]!;
  if (!(left > 0)) throw new NeurariumError({ code: 'usage', message: 'nothing is foretold: there are no shares above 0' });
  left *= place;
  for (let cell = 0; cell < shares.length - 1; cell++) {
    left -= shares[cell]!;
    if (left < 0) return cell;
  }
  return shares.length - 1;
}
