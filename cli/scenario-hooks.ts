/**
 * Module hooks for scenario files of users, in Node's loader thread: `import ... from 'neurarium'` gives the engine that is running,
 * wherever the file lies and whether or not a package of that name can be found from there; and their files are ES modules without
 * a package.json that says so.
 */
import type { InitializeHook, ResolveHook } from 'node:module';

let entry = '';

/** `entry`: URL of this package's own index. */
export const initialize: InitializeHook<{ readonly entry: string }> = (data) => {
  entry = data.entry;
};

export const resolve: ResolveHook = async (specifier, context, next) => {
  if (specifier === 'neurarium') return { url: entry, format: 'module', shortCircuit: true };
  const resolved = await next(specifier, context);
  if (/\.m?ts(\?|$)/.test(resolved.url)) return { ...resolved, format: 'module' };
  // Undecided means a .js file with no package.json that gives its type.
  return resolved.format == null && /\.js(\?|$)/.test(resolved.url) ? { ...resolved, format: 'module' } : resolved;
};
