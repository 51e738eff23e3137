/** What made data sets have in common: how many examples each part has, and that each part draws its own. */
import { Draws, type OpenRequest, type SplitPart, splitParts } from '../../engine/index.ts';

type Sizes = Readonly<Record<SplitPart, number>>;

const most = 1_000_000;

/** Options that say how many examples there are. */
export function partSizes({ train, validation, test }: Sizes) {
  return {
    train: { default: train, min: 1, max: most, integer: true, doc: 'examples to train with' },
    validation: { default: validation, min: 1, max: most, integer: true, doc: 'examples to validate with' },
    test: { default: test, min: 1, max: most, integer: true, doc: 'examples to test with' },
  } as const;
}

export function sizesOf(options: OpenRequest['options']): Sizes {
  return options as unknown as Sizes;
}

/** Example after example of all parts that are asked for: the k-th of its part, by what that part draws. */
export function drawEach<T>(name: string, { options, parts, seed }: OpenRequest, draw: (draws: Draws, k: number) => T): T[] {
  const sizes = sizesOf(options);
  return splitParts
    .filter((part) => parts.includes(part))
    .flatMap((part) => {
      const draws = new Draws(seed, name, part);
      return Array.from({ length: sizes[part] }, (_, k) => draw(draws, k));
    });
}

/** Where there is no end to the examples: those of several parts together are others than those of each. */
export function endlessDraws(name: string, { parts, seed }: OpenRequest): Draws {
  return new Draws(seed, name, splitParts.filter((part) => parts.includes(part)).join('+'));
}
