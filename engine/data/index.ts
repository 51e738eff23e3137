/** The door of data: sets of examples, their parts, streams of batches. */
export { type BatchOrder, batches, batches$, batchesPerEpoch, type ExampleBatch, type ExampleBatchOptions } from './batches.ts';
export {
  arrayDataset,
  arrayOf,
  checkExample,
  classesOf,
  type Dataset,
  type Field,
  type FieldArrays,
  fieldOf,
  labelOf,
  lengthOf,
  subset,
} from './dataset.ts';
export type { DataShape, DatasetDescription, OpenRequest } from './description.ts';
export { Draws } from './draws.ts';
export { madeDataset } from './made.ts';
export { ofClasses, type SplitPart, shuffled, splitByClass, splitInOrder, splitParts, stratified } from './split.ts';
export { type Scaling, scalingOf, standardised } from './standardise.ts';
