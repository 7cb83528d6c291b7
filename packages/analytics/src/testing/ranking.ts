/** Area under the ROC curve: the chance that a positive scores above a negative, ties counting half. */
export function rocAuc(scores: ArrayLike<number>, isPositive: (row: number) => boolean): number {
  let won = 0;
  let pairs = 0;
  for (let a = 0; a < scores.length; a++) {
    if (!isPositive(a)) continue;
    for (let b = 0; b < scores.length; b++) {
      if (isPositive(b)) continue;
      pairs++;
      won += scores[a] > scores[b] ? 1 : scores[a] === scores[b] ? 0.5 : 0;
    }
  }
  return won / pairs;
}

/** Mean of the precision at each positive, highest score first. */
export function averagePrecision(scores: ArrayLike<number>, isPositive: (row: number) => boolean): number {
  const order = Array.from({ length: scores.length }, (_, row) => row).sort((a, b) => scores[b] - scores[a]);
  let found = 0;
  let sum = 0;
  order.forEach((row, rank) => {
    if (isPositive(row)) sum += ++found / (rank + 1);
  });
  return sum / found;
}

export function meanAndDeviation(values: readonly number[]): [mean: number, deviation: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
}
