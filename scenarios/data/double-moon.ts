/** Haykin's double moon: two half rings, the lower one shifted to the right by the radius, and away from the upper one. */
import { arrayDataset, type DatasetDescription, ownMath } from '../../engine/index.ts';
import { drawEach, partSizes } from './drawn.ts';

const name = 'double-moon';

/**
 * Uniform over the area of each half ring. They can be separated by a line where the distance is positive, and by no line at
 * distances below 0. Fields: `point`; `label`, the moon; as many of each moon.
 */
export const doubleMoon: DatasetDescription = {
  name,
  title: 'Double moon',
  licence: 'none needed: it is made',
  source: 'Haykin 2009, Neural Networks and Learning Machines, 3rd edition, Pearson, section 1.5',
  file: null,
  options: {
    distance: { default: 1, min: -20, max: 20, doc: 'how far the lower moon lies below the line that the upper one stands on' },
    radius: { default: 10, min: 1, max: 100, doc: 'to the middle of a ring' },
    width: { default: 6, min: 0, max: 100, doc: 'of a ring' },
    ...partSizes({ train: 1000, validation: 500, test: 2000 }),
  },
  open: (request) => {
    const { distance, radius, width } = request.options as { distance: number; radius: number; width: number };
    const inner = Math.max(0, radius - width / 2);
    const outer = radius + width / 2;
    const drawn = drawEach(name, request, (draws, k) => {
      const from = Math.sqrt(draws.uniform(k, 0, inner * inner, outer * outer));
      const angle = draws.uniform(k, 1, 0, Math.PI);
      const [x, y] = [from * ownMath.cos(angle), from * ownMath.sin(angle)];
      return k % 2 === 0 ? { point: [x, y], moon: 0 } : { point: [x + radius, -y - distance], moon: 1 };
    });
    const fields = { point: { shape: [2] }, label: { shape: [], classes: ['upper', 'lower'] } };
    const arrays = {
      point: Float64Array.from(drawn.flatMap(({ point }) => point)),
      label: Uint8Array.from(drawn, ({ moon }) => moon),
    };
    return arrayDataset({ name, size: drawn.length, fields }, arrays);
  },
};
