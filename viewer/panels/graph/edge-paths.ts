/** The way of each connection across the picture, from border to border of its nodes. Knows no colour and no time. */
import type { NetworkGraph } from './network-graph.ts';
import type { Placement } from './placement.ts';

/** Above this, connections are straight: curves of so many can no longer be followed by eye. */
const mostCurves = 400;
const pointsOfCurve = 17;
/** Between a node's border and the line, in px. */
const gap = 2;

export interface EdgePaths {
  /** Points per edge. */
  readonly per: number;
  /** edges x per x 2. */
  readonly points: Float32Array;
}

type Curve = (t: number) => readonly [number, number];

/** @param radii of the nodes, in px */
export function edgePaths(graph: NetworkGraph, places: Placement, radii: Float32Array): EdgePaths {
  const { edges } = graph;
  const per = edges.count > mostCurves ? 2 : pointsOfCurve;
  const points = new Float32Array(edges.count * per * 2);
  const bows = per === 2 ? null : bowsOf(graph);
  const outward = outwards(places);
  for (let e = 0; e < edges.count; e++) {
    const [a, b] = [edges.source[e]!, edges.target[e]!];
    const curve =
      a === b ? loop(places, radii, a, outward(a), bows?.[e] ?? 0) : between(places, a, b, places.routes?.[e], bows?.[e] ?? 0);
    const [begin, end] = a === b ? [0, 1] : borders(curve, places, radii, a, b);
    for (let k = 0; k < per; k++) {
      const [x, y] = curve(begin + ((end - begin) * k) / (per - 1));
      points[2 * (e * per + k)] = x;
      points[2 * (e * per + k) + 1] = y;
    }
  }
  return { per, points };
}

/** How far each edge bends to its left, as a share of its length: so that a pair's edges to and fro, and parallel ones, lie apart. */
function bowsOf({ nodes, edges }: NetworkGraph): Float32Array {
  const parallel = new Map<number, number>();
  const bows = new Float32Array(edges.count);
  for (let e = 0; e < edges.count; e++) {
    const key = edges.source[e]! * nodes + edges.target[e]!;
    const before = parallel.get(key) ?? 0;
    parallel.set(key, before + 1);
    bows[e] = before;
  }
  for (let e = 0; e < edges.count; e++) {
    const [a, b] = [edges.source[e]!, edges.target[e]!];
    const alone = parallel.get(a * nodes + b) === 1 && !parallel.has(b * nodes + a);
    bows[e] = alone ? 0 : 0.14 + 0.1 * bows[e]!;
  }
  return bows;
}

/** Towards the outside of the picture, as an angle; up where a node is the middle. */
function outwards({ x, y }: Placement): (n: number) => number {
  const middle = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const [mx, my] = [middle(x), middle(y)];
  return (n) => (Math.hypot(x[n]! - mx, y[n]! - my) < 1 ? -Math.PI / 2 : Math.atan2(y[n]! - my, x[n]! - mx));
}

function between({ x, y }: Placement, a: number, b: number, route: readonly number[] | null | undefined, bow: number): Curve {
  const [ax, ay, bx, by] = [x[a]!, y[a]!, x[b]!, y[b]!];
  if (route !== null && route !== undefined) return through([ax, ay, ...route, bx, by]);
  const [cx, cy] = [(ax + bx) / 2 + 2 * bow * (by - ay), (ay + by) / 2 - 2 * bow * (bx - ax)];
  return (t) => {
    const s = 1 - t;
    return [s * s * ax + 2 * s * t * cx + t * t * bx, s * s * ay + 2 * s * t * cy + t * t * by];
  };
}

/** A smooth curve near the points, from the first to the last: a quadratic spline whose pieces meet half way between bends. */
function through(points: readonly number[]): Curve {
  const bends = points.length / 2 - 2;
  const at = (k: number): readonly [number, number] => [points[2 * k]!, points[2 * k + 1]!];
  const joint = (k: number): readonly [number, number] => {
    if (k === 0) return at(0);
    if (k === bends) return at(bends + 1);
    const [[px, py], [qx, qy]] = [at(k), at(k + 1)];
    return [(px + qx) / 2, (py + qy) / 2];
  };
  return (t) => {
    const piece = Math.min(bends - 1, Math.floor(t * bends));
    const u = t * bends - piece;
    const s = 1 - u;
    const [[px, py], [cx, cy], [qx, qy]] = [joint(piece), at(piece + 1), joint(piece + 1)];
    return [s * s * px + 2 * s * u * cx + u * u * qx, s * s * py + 2 * s * u * cy + u * u * qy];
  };
}

/** From a node back to itself, on its outer side. */
function loop({ x, y }: Placement, radii: Float32Array, n: number, angle: number, bow: number): Curve {
  const r = radii[n]! + gap;
  const far = r + Math.max(14, r * (1 + 2 * bow));
  const point = (turn: number, distance: number): [number, number] => [
    x[n]! + distance * Math.cos(angle + turn),
    y[n]! + distance * Math.sin(angle + turn),
  ];
  const [[ax, ay], [bx, by], [cx, cy], [dx, dy]] = [point(-0.55, r), point(-0.75, far), point(0.75, far), point(0.55, r)];
  return (t) => {
    const s = 1 - t;
    const [k0, k1, k2, k3] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
    return [k0 * ax + k1 * bx + k2 * cx + k3 * dx, k0 * ay + k1 * by + k2 * cy + k3 * dy];
  };
}

/** The part of a curve outside of both its nodes. */
function borders(curve: Curve, { x, y }: Placement, radii: Float32Array, a: number, b: number): [number, number] {
  const steps = 48;
  const outside = (t: number, n: number): boolean => {
    const [px, py] = curve(t);
    return Math.hypot(px - x[n]!, py - y[n]!) >= radii[n]! + gap;
  };
  let [begin, end] = [0, steps];
  while (begin < end && !outside(begin / steps, a)) begin++;
  while (end > begin && !outside(end / steps, b)) end--;
  return [begin / steps, end / steps];
}

/** Where something is that has gone a share t of an edge's way. Writes x and y to `into`. */
export function along({ per, points }: EdgePaths, edge: number, t: number, into: Float32Array, at: number): void {
  const place = Math.min(Math.max(t, 0), 1) * (per - 1);
  const k = Math.min(per - 2, Math.floor(place));
  const u = place - k;
  const first = 2 * (edge * per + k);
  into[at] = points[first]! * (1 - u) + points[first + 2]! * u;
  into[at + 1] = points[first + 1]! * (1 - u) + points[first + 3]! * u;
}

/** The edge nearest to a point, if nearer than `within` px; -1: none. */
export function edgeNear({ per, points }: EdgePaths, count: number, x: number, y: number, within: number): number {
  let [best, least] = [-1, within];
  for (let e = 0; e < count; e++) {
    for (let k = 0; k < per - 1; k++) {
      const first = 2 * (e * per + k);
      const distance = toSegment(x, y, points[first]!, points[first + 1]!, points[first + 2]!, points[first + 3]!);
      if (distance < least) [best, least] = [e, distance];
    }
  }
  return best;
}

function toSegment(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
