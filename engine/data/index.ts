/** The door of data: sets of examples, their parts, streams of batches. */
export { type BatchOrder, batches, batches$, batchesPerEpoch, type ExampleBatch, type ExampleBatchOptions } from './batches.ts';
export {
  arrayDataset,
  checkExample,
  type Dataset,
  type Field,
  type FieldArrays,
  fieldOf,
  labelOf,
  lengthOf,
  subset,
} from './dataset.ts';
export type { DatasetDescription, OpenRequest } from './description.ts';
export { type SplitPart, shuffled, splitByClass, splitParts, stratified } from './split.ts';
