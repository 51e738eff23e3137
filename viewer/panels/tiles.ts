/** Many small pictures side by side in rows, as large as they can be. Knows nothing of what they show. */

export interface Tiles {
  readonly columns: number;
  /** px of one tile. */
  readonly width: number;
  readonly height: number;
  /** Upper left corner of a tile. */
  x(tile: number): number;
  y(tile: number): number;
  /** The tile at a place; -1: none. */
  at(x: number, y: number): number;
}

export interface TileBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** @param shape width over height of a tile; @param gap px between two, `below` px more under each; `wanted` columns, or as many as fit best */
export function tilesIn(box: TileBox, count: number, shape: number, gap: number, below = 0, wanted?: number): Tiles {
  let [best, columns] = [0, 1];
  for (let across = wanted ?? 1; across <= (wanted ?? count); across++) {
    const down = Math.ceil(count / across);
    const wide = (box.width - gap * (across - 1)) / across;
    const high = (box.height - gap * (down - 1)) / down - below;
    const width = Math.min(wide, high * shape);
    if (width > best || across === wanted) [best, columns] = [width, across];
  }
  const width = Math.max(1, best);
  const height = width / shape;
  const rows = Math.ceil(count / columns);
  const left = box.x + (box.width - columns * width - (columns - 1) * gap) / 2;
  const top = box.y + (box.height - rows * (height + below) - (rows - 1) * gap) / 2;
  return {
    columns,
    width,
    height,
    x: (tile) => left + (tile % columns) * (width + gap),
    y: (tile) => top + Math.floor(tile / columns) * (height + below + gap),
    at: (x, y) => {
      const [column, row] = [Math.floor((x - left) / (width + gap)), Math.floor((y - top) / (height + below + gap))];
      const tile = row * columns + column;
      const inside = column >= 0 && column < columns && row >= 0 && tile < count;
      const [dx, dy] = [x - left - column * (width + gap), y - top - row * (height + below + gap)];
      return inside && dx <= width && dy <= height ? tile : -1;
    },
  };
}
