/** The door of tables: a user's own data in place of a scenario's. */
export { type DataFlags, type OwnData, type OwnDataResult, ownData, ownDataLines } from './own-data.ts';
