/** Emits what becomes of a cell's new values as its turn is over. Knows no equation. */
import type { Frame } from './frame.ts';
import { number, scalar } from './opcodes.ts';

/** A state variable of cells that move in turn. */
export interface TurnVariable {
  /** Addresses of what it is, and of what it is to be. */
  readonly state: number;
  readonly next: number;
  /** Whether others read it in the same step, so that a change is more than its own. */
  readonly read: boolean;
}

/**
 * Leaves the function at the first cell that would change something others read, with the cell's address in the order, before anything of it is
 * stored; of all others stores what is new, and raises the flag where that is not finite.
 */
export function takeTurn(variables: readonly TurnVariable[]): (frame: Frame) => void {
  const [read, own] = [variables.filter((one) => one.read), variables.filter((one) => !one.read)];
  return (frame) => {
    const { body, binding } = frame;
    const { type, load, store, ne, sub, align } = number[binding.precision];
    const cell = body.local('i32');
    frame.pushOrdered();
    body.set(cell);
    const push = (address: number) => {
      body.get(cell);
      body.numberAt(load, align, address);
    };
    read.forEach(({ state, next }, k) => {
      push(state);
      push(next);
      body.op(ne);
      if (k > 0) body.op(scalar.i32Or);
    });
    if (read.length > 0)
      body.when(() => {
        frame.pushPlaceInOrder();
        body.leave();
      });
    const value = body.local(type);
    for (const { state, next } of own) {
      push(next);
      body.set(value);
      body.get(cell);
      body.get(value);
      body.numberAt(store, align, state);
      // NaN and infinity less themselves are NaN, which differs from itself.
      const rest = () => {
        body.get(value);
        body.get(value);
        body.op(sub);
      };
      rest();
      rest();
      body.op(ne);
      body.when(() => {
        body.i32(0);
        body.i32(1);
        body.i32Store(binding.notFinite);
      });
    }
  };
}
