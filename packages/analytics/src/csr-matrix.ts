/** A sparse matrix in compressed rows: row r holds `values[p]` at column `columns[p]` for p in `starts[r]` … `starts[r + 1] − 1`. */
export interface CsrMatrix {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly starts: Int32Array;
  /** Ascending within a row. */
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** @param values row after row, `values[row * columnCount + column]` @throws RangeError if they do not fill whole rows */
export function csrFromDense(values: ArrayLike<number>, columnCount: number): CsrMatrix {
  const rowCount = values.length / columnCount;
  if (!Number.isInteger(rowCount)) {
    throw new RangeError(`${values.length} values do not fill whole rows of ${columnCount} columns`);
  }
  const starts = new Int32Array(rowCount + 1);
  const columns: number[] = [];
  const kept: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    for (let column = 0; column < columnCount; column++) {
      const value = values[row * columnCount + column];
      if (value === 0) continue;
      columns.push(column);
      kept.push(value);
    }
    starts[row + 1] = columns.length;
  }
  return { rowCount, columnCount, starts, columns: Int32Array.from(columns), values: Float64Array.from(kept) };
}

/** The rows asked for, in that order. */
export function selectRows(matrix: CsrMatrix, rows: ArrayLike<number>): CsrMatrix {
  const starts = new Int32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) {
    starts[i + 1] = starts[i] + matrix.starts[rows[i] + 1] - matrix.starts[rows[i]];
  }
  const columns = new Int32Array(starts[rows.length]);
  const values = new Float64Array(starts[rows.length]);
  for (let i = 0; i < rows.length; i++) {
    columns.set(matrix.columns.subarray(matrix.starts[rows[i]], matrix.starts[rows[i] + 1]), starts[i]);
    values.set(matrix.values.subarray(matrix.starts[rows[i]], matrix.starts[rows[i] + 1]), starts[i]);
  }
  return { rowCount: rows.length, columnCount: matrix.columnCount, starts, columns, values };
}

/** The product of one sparse row with a dense vector. */
export function rowDot(matrix: CsrMatrix, row: number, vector: Float64Array): number {
  let sum = 0;
  for (let p = matrix.starts[row]; p < matrix.starts[row + 1]; p++) {
    sum += matrix.values[p] * vector[matrix.columns[p]];
  }
  return sum;
}

/** Adds `factor` times a sparse row to the dense vector that begins at `offset` of `target`. */
export function addRow(matrix: CsrMatrix, row: number, factor: number, target: Float64Array, offset = 0): void {
  for (let p = matrix.starts[row]; p < matrix.starts[row + 1]; p++) {
    target[offset + matrix.columns[p]] += factor * matrix.values[p];
  }
}
