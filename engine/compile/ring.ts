/** Which cells a wiring on a ring connects, in the order that its description names. */
import { Draws } from '../draws.ts';
import type { RandomStream } from '../random.ts';
import type { RingWiring } from '../ring-wiring.ts';
import type { SynapseGenerator } from './synapses.ts';

/** Draws of `small-world` are at counter (0, source, 0, draw). */
export function aroundRing(wiring: RingWiring, cells: number, stream: () => RandomStream): SynapseGenerator {
  switch (wiring.kind) {
    case 'cycle':
      return (visit) => {
        for (let i = 0; i + 1 < cells; i++) visit(i, i + 1);
        if (wiring.closed) visit(cells - 1, 0);
      };
    case 'cycle-jumps':
      return (visit) => {
        for (let begin = 0; begin + wiring.length <= cells; begin += wiring.length) {
          const end = (begin + wiring.length) % cells;
          visit(begin, end);
          visit(end, begin);
        }
      };
    case 'small-world':
      return smallWorld(wiring, cells, stream());
    default:
      return wiring satisfies never;
  }
}

function smallWorld(
  { neighbours, rewired }: RingWiring & { kind: 'small-world' },
  cells: number,
  stream: RandomStream,
): SynapseGenerator {
  const half = neighbours / 2;
  const offsets = Array.from({ length: neighbours }, (_, k) => (k < half ? k - half : k - half + 1));
  return (visit) => {
    for (let i = 0; i < cells; i++) {
      const draws = new Draws(stream, i);
      const targets = offsets.map((offset) => (i + offset + cells) % cells);
      for (let k = 0; k < neighbours; k++) {
        if (draws.word() >= rewired * 2 ** 32) continue;
        // One that is connected to all others has nowhere else to go.
        if (neighbours === cells - 1) continue;
        let other = draws.below(cells);
        while (other === i || targets.includes(other)) other = draws.below(cells);
        targets[k] = other;
      }
      for (const target of targets) visit(i, target);
    }
  };
}
