/**
 * The line on which numbers over a grid have a certain value, by marching squares: each square of four points is crossed by straight
 * pieces between the places on its edges, found by linear interpolation. Pure.
 */

/** -> x, y pairs of pieces with NaN between, in columns and rows of the grid. @param first place of the grid's first number */
export function contour(values: ArrayLike<number>, first: number, columns: number, rows: number, level: number): Float32Array {
  const pieces: number[] = [];
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const at = first + row * columns + column;
      // Corners around the square: lower left, lower right, upper right, upper left.
      const corners = [values[at]!, values[at + 1]!, values[at + columns + 1]!, values[at + columns]!] as const;
      const above = corners.map((value) => value > level);
      if (above.every(Boolean) || !above.some(Boolean)) continue;
      const crossed: number[] = [];
      for (let edge = 0; edge < 4; edge++) {
        const next = (edge + 1) % 4;
        if (above[edge] === above[next]) continue;
        const share = (level - corners[edge]!) / (corners[next]! - corners[edge]!);
        crossed.push(...placeOn(edge, share, column, row));
      }
      join(pieces, crossed, above[0] === corners.reduce((sum, value) => sum + value, 0) / 4 > level);
    }
  }
  return Float32Array.from(pieces);
}

/** A saddle has four places: which belong together its middle decides. */
function join(pieces: number[], places: readonly number[], firstIsLikeMiddle: boolean): void {
  const pairs =
    places.length === 4
      ? [[0, 1]]
      : firstIsLikeMiddle
        ? [
            [0, 1],
            [2, 3],
          ]
        : [
            [3, 0],
            [1, 2],
          ];
  for (const [from, to] of pairs)
    pieces.push(places[2 * from!]!, places[2 * from! + 1]!, places[2 * to!]!, places[2 * to! + 1]!, Number.NaN, Number.NaN);
}

function placeOn(edge: number, share: number, column: number, row: number): [number, number] {
  switch (edge) {
    case 0:
      return [column + share, row];
    case 1:
      return [column + 1, row + share];
    case 2:
      return [column + 1 - share, row + 1];
    default:
      return [column, row + 1 - share];
  }
}
