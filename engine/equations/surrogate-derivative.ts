/** Emits what stands for the derivative of a threshold. */
import type { ProgramBuilder } from '../kernels/builder.ts';
import type { Id } from '../kernels/ir.ts';
import type { Surrogate } from '../training/index.ts';

/** `adjoint` times the surrogate's value at `above`, the distance from the threshold. */
export function surrogateDerivative({ shape, slope }: Surrogate, b: ProgramBuilder, adjoint: Id, above: Id): Id {
  const one = b.constant(1);
  const steep = () => b.mul(b.constant(slope), b.unary('abs', above));
  switch (shape) {
    case 'straight-through':
      return adjoint;
    case 'fast-sigmoid': {
      const root = b.add(one, steep());
      return b.div(adjoint, b.mul(root, root));
    }
    case 'triangle':
      return b.mul(adjoint, b.binary('max', b.sub(one, steep()), b.constant(0)));
    case 'arctan': {
      const distance = steep();
      return b.div(adjoint, b.add(one, b.mul(distance, distance)));
    }
    default:
      return shape satisfies never;
  }
}
