/** Ranges no longer than this are left to insertion sort. */
const INSERTION_LENGTH = 17;

/**
 * Positions of `keys` in ascending order, with equal keys in the order that numpy's default argsort leaves them: a
 * quicksort with the median of three as pivot (Sedgewick 1978) that stops at keys equal to the pivot on either side,
 * ending in insertion sort. It is not a stable order, but scikit-learn cuts `max_features` by it.
 */
export function quicksortOrder(keys: ArrayLike<number>): Int32Array {
  const order = Int32Array.from({ length: keys.length }, (_, position) => position);
  // Quicksort can go quadratic on keys made for it; past this depth a range is sorted by key and position instead.
  const depthLimit = 2 * Math.ceil(Math.log2(keys.length + 1));
  const pending = [{ from: 0, to: keys.length - 1, depth: 0 }];
  for (let range = pending.pop(); range !== undefined; range = pending.pop()) {
    const { from, to, depth } = range;
    if (to - from < INSERTION_LENGTH) {
      insertionSort(keys, order, from, to);
    } else if (depth >= depthLimit) {
      order.subarray(from, to + 1).sort((a, b) => keys[a] - keys[b] || a - b);
    } else {
      const middle = partition(keys, order, from, to);
      pending.push({ from, to: middle - 1, depth: depth + 1 }, { from: middle + 1, to, depth: depth + 1 });
    }
  }
  return order;
}

function partition(keys: ArrayLike<number>, order: Int32Array, from: number, to: number): number {
  const middle = from + ((to - from) >> 1);
  if (keys[order[middle]] < keys[order[from]]) swap(order, middle, from);
  if (keys[order[to]] < keys[order[middle]]) swap(order, to, middle);
  if (keys[order[middle]] < keys[order[from]]) swap(order, middle, from);
  const pivot = keys[order[middle]];
  let left = from;
  let right = to - 1;
  swap(order, middle, right);
  for (;;) {
    do left++;
    while (keys[order[left]] < pivot);
    do right--;
    while (pivot < keys[order[right]]);
    if (left >= right) break;
    swap(order, left, right);
  }
  swap(order, left, to - 1);
  return left;
}

function insertionSort(keys: ArrayLike<number>, order: Int32Array, from: number, to: number): void {
  for (let i = from + 1; i <= to; i++) {
    const position = order[i];
    let place = i;
    while (place > from && keys[position] < keys[order[place - 1]]) {
      order[place] = order[place - 1];
      place--;
    }
    order[place] = position;
  }
}

function swap(order: Int32Array, a: number, b: number): void {
  const position = order[a];
  order[a] = order[b];
  order[b] = position;
}
