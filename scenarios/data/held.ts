/** Examples without steps, held still for some: what they are asked for is asked at the end. */
import { type Dataset, fieldOf } from '../../engine/index.ts';

/** `asked`: a field of classes, NaN in all steps but the last. */
export function held(data: Dataset, asked: string, steps: number): Dataset {
  const { classes } = fieldOf(data, asked);
  const numbers = new Float32Array(steps).fill(Number.NaN);
  return {
    ...data,
    steps,
    fields: { ...data.fields, [asked]: { shape: [], perStep: true, ...(classes === undefined ? {} : { classes }) } },
    values(field, example) {
      const values = data.values(field, example);
      if (field !== asked) return values;
      numbers[steps - 1] = values[0]!;
      return numbers;
    },
  };
}
