import { addRow, rowDot, type CsrMatrix } from "./csr-matrix.ts";
import type { RandomSource } from "./random-source.ts";

/**
 * Starting centres by k-means++ (Arthur and Vassilvitskii, "k-means++: The advantages of careful seeding", SODA 2007):
 * each is a row drawn with a chance proportional to its weight times its squared distance to the centres so far. As in
 * scikit-learn, the best of 2 + ⌊ln k⌋ draws is kept, which the paper proposes in its section on the greedy variant.
 *
 * @returns centres row after row
 */
export function seedCenters(
  matrix: CsrMatrix,
  weights: Float64Array,
  clusterCount: number,
  random: RandomSource,
): Float64Array {
  const { columnCount, rowCount } = matrix;
  const norms = squaredNorms(matrix);
  const centers = new Float64Array(clusterCount * columnCount);
  const draws = 2 + Math.floor(Math.log(clusterCount));
  const first = drawProportionally(weights, random);
  addRow(matrix, first, 1, centers);
  let potential = weightedDistances(matrix, weights, norms, first, new Float64Array(rowCount).fill(Infinity));
  for (let cluster = 1; cluster < clusterCount; cluster++) {
    let chosen = -1;
    let chosenPotential = potential;
    let least = Infinity;
    for (let draw = 0; draw < draws; draw++) {
      const row = drawProportionally(potential, random);
      const candidate = weightedDistances(matrix, weights, norms, row, potential);
      const total = candidate.reduce((sum, value) => sum + value, 0);
      if (chosen >= 0 && total >= least) continue;
      chosen = row;
      chosenPotential = candidate;
      least = total;
    }
    potential = chosenPotential;
    addRow(matrix, chosen, 1, centers, cluster * columnCount);
  }
  return centers;
}

/** Weighted squared distance of each row to the given row, where that is less than the potential so far. */
function weightedDistances(
  matrix: CsrMatrix,
  weights: Float64Array,
  norms: Float64Array,
  center: number,
  potential: Float64Array,
): Float64Array {
  const vector = new Float64Array(matrix.columnCount);
  addRow(matrix, center, 1, vector);
  const lowered = potential.slice();
  for (let row = 0; row < lowered.length; row++) {
    const distance = row === center ? 0 : norms[row] + norms[center] - 2 * rowDot(matrix, row, vector);
    lowered[row] = Math.min(lowered[row], weights[row] * Math.max(0, distance));
  }
  return lowered;
}

/** A position with a chance proportional to its value; uniform if all are 0. */
function drawProportionally(chances: Float64Array, random: RandomSource): number {
  const total = chances.reduce((sum, value) => sum + value, 0);
  if (total === 0) return random.nextInteger(chances.length);
  let left = random.nextFloat() * total;
  let last = 0;
  for (let i = 0; i < chances.length; i++) {
    if (chances[i] === 0) continue;
    last = i;
    left -= chances[i];
    if (left < 0) return i;
  }
  return last;
}

function squaredNorms({ rowCount, starts, values }: CsrMatrix): Float64Array {
  return Float64Array.from({ length: rowCount }, (_, row) => {
    let sum = 0;
    for (let p = starts[row]; p < starts[row + 1]; p++) sum += values[p] * values[p];
    return sum;
  });
}
