/**
 * What `import { nodeHost } from 'neurarium/node'` gives: what needs Node.
 * @module neurarium/node
 */
export { nodeHost } from './cli/host.ts';
