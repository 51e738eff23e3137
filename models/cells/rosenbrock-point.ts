/**
 * Point in Rosenbrock's valley, height = (1 - x)^2 + steepness (y - x^2)^2: a long bent floor, steep walls, the lowest place at (1, 1).
 * The position is what is trained: the squares of `along` and `across` add up to the height, so a squared error of weight 2 on each, asked
 * to be 0, is the height. Each cell is a point of its own.
 */
import { defineCell } from '../../engine/index.ts';

const value = (doc: string) => ({ unit: '1', initial: 0, doc }) as const;

export const rosenbrockPoint = defineCell({
  name: 'rosenbrockPoint',
  source: 'Rosenbrock 1960, Comput J 3:175',
  parameters: {
    positionX: { default: -1.2, doc: 'where it is; the start of the source', trainable: true },
    positionY: { default: 1, doc: 'where it is; the start of the source', trainable: true },
    steepness: { default: 100, doc: 'of the walls', min: 0 },
  },
  state: {
    height: value('what is to become small'),
    x: value('where it is'),
    y: value('where it is'),
    along: value('to the lowest place, along x'),
    across: value('from the floor, along y, times the root of the steepness'),
  },
  ports: {},
  equations: `
    x' = positionX
    y' = positionY
    along' = 1 - x'
    across' = sqrt(steepness) * (y' - x' * x')
    height' = along' * along' + across' * across'
  `,
});
