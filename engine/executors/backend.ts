/** What runs the kernels. Knows none of them. */

/** `wasm` for speed; `interpreter`, the same operations one by one in JavaScript. In float64 they agree bit for bit. */
export type BatchedBackend = 'wasm' | 'interpreter';
