/**
 * How often each of several named things, such as services or templates, occurred in each window; what is not listed
 * did not occur. Cell i says that `names[keys[i]]` occurred `counts[i]` times in window `windows[i]`; cells of the same
 * window and key add up, and their order does not matter.
 */
export interface NamedCounts {
  readonly names: readonly string[];
  readonly windows: Int32Array;
  readonly keys: Int32Array;
  readonly counts: Float64Array;
}

/** A named thing that occurred in a window unlike it usually does. */
export interface NamedDeparture {
  /** Position in `names`. */
  readonly key: number;
  /** `new`: not seen before; `surged` and `fallen`: more and less than usual; `silent`: not at all, as never else. */
  readonly change: "new" | "surged" | "fallen" | "silent";
  readonly count: number;
  /** Median or mean of what is usual for a window about then. */
  readonly usual: number;
}

/** @throws RangeError if the columns differ in length, or a window, key or count is out of range */
export function checkNamedCounts(counts: NamedCounts, windowCount: number): void {
  const { names, windows, keys, counts: values } = counts;
  if (keys.length !== windows.length || values.length !== windows.length) {
    throw new RangeError(
      `${windows.length} windows, ${keys.length} keys and ${values.length} counts do not make cells`,
    );
  }
  for (let i = 0; i < windows.length; i++) {
    const isCell =
      windows[i] >= 0 && windows[i] < windowCount && keys[i] >= 0 && keys[i] < names.length && values[i] >= 0;
    if (isCell && Number.isFinite(values[i])) continue;
    throw new RangeError(`cell ${i} (window ${windows[i]}, key ${keys[i]}, count ${values[i]}) is out of range`);
  }
}

/** The cells of one key, by window. */
export interface KeyCells {
  readonly windows: Int32Array;
  readonly counts: Float64Array;
  readonly total: number;
}

/** The cells by key, each key's in the order of windows, one for each window. */
export function cellsByKey({ names, windows, keys, counts }: NamedCounts): KeyCells[] {
  const byWindow = orderedBy(windows, Int32Array.from(windows.keys()));
  const order = orderedBy(keys, byWindow.order);
  return names.map((_, key) =>
    joinCells(
      order.order.subarray(order.starts[key] ?? keys.length, order.starts[key + 1] ?? keys.length),
      windows,
      counts,
    ),
  );
}

/**
 * Positions ordered by their values, small whole numbers, those of equal value as they were (a counting sort). `starts`:
 * where the positions of each value begin, as far as there are values.
 */
function orderedBy(values: Int32Array, positions: Int32Array): { order: Int32Array; starts: Int32Array } {
  const greatest = values.reduce((most, value) => Math.max(most, value), -1);
  const starts = new Int32Array(greatest + 2);
  for (const value of values) starts[value + 1]++;
  for (let value = 0; value <= greatest; value++) starts[value + 1] += starts[value];
  const next = starts.slice();
  const order = new Int32Array(positions.length);
  for (const position of positions) order[next[values[position]]++] = position;
  return { order, starts };
}

function joinCells(cells: Int32Array, windows: Int32Array, counts: Float64Array): KeyCells {
  const joined = { windows: new Int32Array(cells.length), counts: new Float64Array(cells.length) };
  let length = 0;
  let total = 0;
  for (const cell of cells) {
    if (counts[cell] === 0) continue;
    if (length === 0 || joined.windows[length - 1] !== windows[cell]) joined.windows[length++] = windows[cell];
    joined.counts[length - 1] += counts[cell];
    total += counts[cell];
  }
  return { windows: joined.windows.subarray(0, length), counts: joined.counts.subarray(0, length), total };
}

/** A count for every window. */
export function denseCounts({ windows, counts }: KeyCells, windowCount: number): Float64Array {
  const dense = new Float64Array(windowCount);
  for (let i = 0; i < windows.length; i++) dense[windows[i]] = counts[i];
  return dense;
}
