// Term weights as scikit-learn's TfidfVectorizer gives them: G. Salton and C. Buckley, "Term-weighting approaches in
// automatic text retrieval", 1988, with the smoothed idf that scikit-learn documents.
import type { CsrMatrix } from "./csr-matrix.ts";
import { quicksortOrder } from "./quicksort-order.ts";

/** A number of documents, or a share of them within 0–1. */
export type DocumentFrequency = number | { readonly share: number };

export interface TfIdfOptions {
  /** Words to leave out, spelled as the tokens are (lower case by default). None by default. */
  readonly stopWords?: ReadonlySet<string>;
  /** Shortest and longest run of tokens that makes a term; [1, 1] by default. */
  readonly ngramRange?: readonly [number, number];
  /** Terms in fewer documents are left out; 1 by default. */
  readonly minDf?: DocumentFrequency;
  /** Terms in more documents are left out; all documents by default. */
  readonly maxDf?: DocumentFrequency;
  /** Only so many terms, the most frequent, ties as scikit-learn breaks them; no limit by default. */
  readonly maxFeatures?: number;
  /** 1 + ln(tf) in place of tf; false by default. */
  readonly sublinearTf?: boolean;
  /** ln((1 + n) / (1 + df)) + 1 in place of ln(n / df) + 1; true by default. */
  readonly smoothIdf?: boolean;
  /** Rows scaled to unit length, or left; "l2" by default. */
  readonly norm?: "l2" | null;
}

export interface TfIdf {
  /** Terms in code point order; a column of the matrix each. */
  readonly terms: readonly string[];
  readonly idf: Float64Array;
  /** A row for each document, which is empty for a document without a term. */
  readonly matrix: CsrMatrix;
}

/** Runs of two or more word characters, lower case: scikit-learn's default token pattern. */
export function wordTokens(document: string): string[] {
  return document.toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
}

/**
 * Tf-idf of documents given as tokens (`documents.map(wordTokens)` for scikit-learn's). Where no term is left the matrix
 * has no columns; scikit-learn raises an error there.
 *
 * @throws RangeError if an option is out of its range, or maxDf stands for fewer documents than minDf
 */
export function tfIdf(documents: readonly (readonly string[])[], options: TfIdfOptions = {}): TfIdf {
  const { ngramRange = [1, 1], smoothIdf = true, sublinearTf = false, norm = "l2" } = options;
  const [shortest, longest] = ngramRange;
  if (!(shortest >= 1 && shortest <= longest)) throw new RangeError(`ngramRange [${shortest}, ${longest}] is empty`);
  const counts = documents.map((tokens) => countTerms(tokens, ngramRange, options.stopWords));
  const frequency = termFrequencies(counts);
  const terms = chooseTerms(frequency, documents.length, options);
  const smoothing = smoothIdf ? 1 : 0;
  const idf = Float64Array.from(
    terms,
    (term) => Math.log((documents.length + smoothing) / (frequency.get(term)!.documents + smoothing)) + 1,
  );
  const matrix = weighTerms(counts, terms, idf, sublinearTf);
  if (norm === "l2") scaleToUnitRows(matrix);
  return { terms, idf, matrix };
}

function countTerms(
  tokens: readonly string[],
  [shortest, longest]: readonly [number, number],
  stopWords: ReadonlySet<string> | undefined,
): Map<string, number> {
  const words = stopWords === undefined ? tokens : tokens.filter((token) => !stopWords.has(token));
  const counts = new Map<string, number>();
  for (let length = shortest; length <= longest; length++) {
    for (let start = 0; start + length <= words.length; start++) {
      const term = length === 1 ? words[start] : words.slice(start, start + length).join(" ");
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  return counts;
}

interface TermFrequency {
  documents: number;
  occurrences: number;
}

function termFrequencies(counts: readonly Map<string, number>[]): Map<string, TermFrequency> {
  const frequencies = new Map<string, TermFrequency>();
  for (const document of counts) {
    for (const [term, count] of document) {
      const frequency = frequencies.get(term);
      if (frequency === undefined) {
        frequencies.set(term, { documents: 1, occurrences: count });
      } else {
        frequency.documents++;
        frequency.occurrences += count;
      }
    }
  }
  return frequencies;
}

function chooseTerms(
  frequencies: ReadonlyMap<string, TermFrequency>,
  documentCount: number,
  options: TfIdfOptions,
): string[] {
  const least = documentsMeant(options.minDf ?? 1, documentCount);
  const most = documentsMeant(options.maxDf ?? Infinity, documentCount);
  if (most < least) throw new RangeError(`maxDf stands for ${most} documents, minDf for ${least}`);
  const terms = [...frequencies]
    .filter(([, { documents }]) => documents >= least && documents <= most)
    .map(([term]) => term)
    .sort(compareCodePoints);
  const { maxFeatures = terms.length } = options;
  if (maxFeatures >= terms.length) return terms;
  if (!(maxFeatures >= 1)) throw new RangeError(`maxFeatures must be at least 1, not ${maxFeatures}`);
  const byFrequency = quicksortOrder(terms.map((term) => -frequencies.get(term)!.occurrences));
  return Array.from(byFrequency.subarray(0, maxFeatures).sort(), (position) => terms[position]);
}

function documentsMeant(frequency: DocumentFrequency, documentCount: number): number {
  if (typeof frequency === "number") return frequency;
  if (!(frequency.share >= 0 && frequency.share <= 1)) {
    throw new RangeError(`a share of documents must be within 0–1, not ${frequency.share}`);
  }
  return frequency.share * documentCount;
}

/** Python orders strings by code point; UTF-16 units differ from that where a surrogate meets U+E000 or above. */
function compareCodePoints(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = a.charCodeAt(i) - b.charCodeAt(i);
    if (difference !== 0) return a.codePointAt(i)! - b.codePointAt(i)! || difference;
  }
  return a.length - b.length;
}

function weighTerms(
  counts: readonly Map<string, number>[],
  terms: readonly string[],
  idf: Float64Array,
  sublinearTf: boolean,
): CsrMatrix {
  const columnOf = new Map(terms.map((term, column) => [term, column]));
  const starts = new Int32Array(counts.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  counts.forEach((document, row) => {
    const entries: [number, number][] = [];
    for (const [term, count] of document) {
      const column = columnOf.get(term);
      if (column !== undefined) entries.push([column, (sublinearTf ? 1 + Math.log(count) : count) * idf[column]]);
    }
    entries.sort((a, b) => a[0] - b[0]);
    for (const [column, value] of entries) {
      columns.push(column);
      values.push(value);
    }
    starts[row + 1] = columns.length;
  });
  return {
    rowCount: counts.length,
    columnCount: terms.length,
    starts,
    columns: Int32Array.from(columns),
    values: Float64Array.from(values),
  };
}

function scaleToUnitRows({ rowCount, starts, values }: CsrMatrix): void {
  for (let row = 0; row < rowCount; row++) {
    let squares = 0;
    for (let p = starts[row]; p < starts[row + 1]; p++) squares += values[p] * values[p];
    const length = Math.sqrt(squares);
    for (let p = starts[row]; p < starts[row + 1]; p++) values[p] /= length;
  }
}
