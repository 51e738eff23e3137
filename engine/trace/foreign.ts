/** What a file is that is no trace, from its first bytes; for error messages only. */

const KNOWN: readonly (readonly [signature: readonly number[], name: string])[] = [
  [[0x1f, 0x8b], 'a gzip file'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a zstd file'],
  [[0x89, 0x48, 0x44, 0x46], 'an HDF5 file'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
  [[0x23, 0x52, 0x4f, 0x53, 0x42, 0x41, 0x47], 'a ROS bag'],
];

/** Such as "a gzip file", "text beginning with '...'", "a file beginning with 00 01 02". */
export function describeForeign(start: Uint8Array): string {
  const known = KNOWN.find(([signature]) => signature.every((byte, i) => start[i] === byte));
  if (known !== undefined) return known[1];
  const isText = start.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127));
  if (isText) return `text beginning with '${String.fromCharCode(...start.subarray(0, 24)).split(/[\r\n]/)[0]}'`;
  return `a file beginning with ${Array.from(start.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ')}`;
}
