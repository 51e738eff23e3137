/** The split of data sets that come without one: of each ten examples of a class seven train, one validates, two test. */
import type { SplitPart } from '../../engine/index.ts';

export function partByTens(indexInClass: number): SplitPart {
  return indexInClass % 10 < 7 ? 'train' : indexInClass % 10 === 7 ? 'validation' : 'test';
}
