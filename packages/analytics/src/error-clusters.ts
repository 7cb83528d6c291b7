import { averageLinkage } from "./average-linkage.ts";
import { addRow, type CsrMatrix, rowDot, selectRows } from "./csr-matrix.ts";
import { errorLabel, errorWords } from "./error-words.ts";
import { kMeans, nearestCenters } from "./k-means.ts";
import { type TfIdf, tfIdf } from "./tf-idf.ts";

export interface ErrorClusterOptions {
  readonly seed: number;
  /** At least 1; 20 by default. */
  readonly maxClusters?: number;
}

export interface ErrorCluster {
  /**
   * The nearest message with what varies within the cluster left out: "Connection to … refused"; {@link OTHER_ERRORS} for
   * the kinds beyond the greatest, if there are more kinds than clusters.
   */
  readonly label: string;
  /** Up to five words, the heaviest of the cluster's centre first; none has a digit in it. */
  readonly keywords: readonly string[];
  /** Position of the message nearest the centre; of equals the one with the greatest count. */
  readonly example: number;
  /** Positions of the cluster's messages, ascending. */
  readonly members: Int32Array;
  /** Sum of the members' counts. */
  readonly count: number;
}

/** Clusters are made from the heaviest kinds of wording, at most so many; the others join the nearest. */
const MAX_FITTED = 500;
/** Wordings that share half of their words are of one kind, as in Drain (He et al. 2017), whose default is about that. */
const SAME_KIND = 0.5;
/** Of more kinds than clusters those are put together that share more than a third of their words. */
const LIKE_KINDS = 0.35;
const KEYWORDS = 5;
export const OTHER_ERRORS = "Other errors";
/** Share of a cluster's weight that must have a keyword: a user's name in a few of its messages is none. */
const KEYWORD_SUPPORT = 0.25;

/**
 * Groups error messages by wording: tf-idf of their words and k-means over it. Numbers, hex and ids never count. How
 * many clusters there are, and where they begin, is found by average linkage from the words that the different wordings
 * share: wordings are of one kind that share more than half of their words on average, so that a flood of one error does
 * not hide the rare ones. Of more kinds than clusters those that are somewhat alike are put together, and the
 * rarest of the rest are one cluster, since any two of them joined would be taken for one kind. K-means over tf-idf then settles with each wording weighing 1 + ln(count), as Salton and
 * Buckley (1988) damp repeated terms.
 *
 * @param messages distinct messages or templates, raw or masked; the same input gives the same clusters
 * @param counts how often each occurred, ≥ 1
 * @returns largest count first; each message in exactly one cluster; never more clusters than wordings or maxClusters
 * @throws RangeError if there is not one count ≥ 1 for each message, or if maxClusters is below 1
 */
export function clusterErrors(
  messages: readonly string[],
  counts: ArrayLike<number>,
  options: ErrorClusterOptions,
): ErrorCluster[] {
  if (counts.length !== messages.length) {
    throw new RangeError(`${messages.length} counts expected, ${counts.length} given`);
  }
  for (let i = 0; i < counts.length; i++) {
    if (!(counts[i] >= 1)) throw new RangeError(`count of message ${i} must be at least 1, not ${counts[i]}`);
  }
  if (!((options.maxClusters ?? 1) >= 1))
    throw new RangeError(`maxClusters must be at least 1, not ${options.maxClusters}`);
  if (messages.length === 0) return [];
  const wordings = distinctWordings(messages, counts);
  const weights = Float64Array.from(wordings, ({ count }) => 1 + Math.log(count));
  const vectors = tfIdf(wordings.map(({ words }) => (words.length === 0 ? [NO_WORDS] : words)));
  const { labels, clusterCount, others } = fit(vectors.matrix, weights, wordings, options);
  return Array.from({ length: clusterCount }, (_, cluster) => ({
    rows: [...wordings.keys()].filter((row) => labels[row] === cluster),
    isOthers: cluster === others,
  }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ rows, isOthers }) => {
      const cluster = describe(rows, wordings, weights, vectors, messages, counts);
      return isOthers ? { ...cluster, label: OTHER_ERRORS } : cluster;
    })
    .sort((a, b) => b.count - a.count || a.members[0] - b.members[0]);
}

/** Stands in for a message without words, so that such messages are a kind like any other; never a real word. */
const NO_WORDS = "";

interface Wording {
  readonly words: readonly string[];
  readonly messages: number[];
  count: number;
}

function distinctWordings(messages: readonly string[], counts: ArrayLike<number>): Wording[] {
  const byWords = new Map<string, Wording>();
  messages.map(errorWords).forEach((words, message) => {
    const key = words.join(" ");
    const wording = byWords.get(key);
    if (wording === undefined) {
      byWords.set(key, { words, messages: [message], count: counts[message] });
    } else {
      wording.messages.push(message);
      wording.count += counts[message];
    }
  });
  return [...byWords.values()];
}

/** Finds the kinds by the words that wordings share, and from there lets k-means settle over their tf-idf. */
function fit(
  matrix: CsrMatrix,
  weights: Float64Array,
  wordings: readonly Wording[],
  options: ErrorClusterOptions,
): { labels: Int32Array } & Omit<Kinds, "kindOf"> {
  const heaviest = [...weights.keys()].sort((a, b) => weights[b] - weights[a] || a - b).slice(0, MAX_FITTED);
  const fitted = selectRows(matrix, heaviest);
  const { maxClusters = 20 } = options;
  const wanted = { leastSimilarity: SAME_KIND, maxClusters, leastSimilarityBeyond: LIKE_KINDS };
  const { labels: linked } = averageLinkage(unitPresence(fitted), wanted);
  const counts = heaviest.map((row) => wordings[row].count);
  const { kindOf, clusterCount, others } = greatestKinds(linked, counts, maxClusters);
  const { centers } = kMeans(fitted, {
    clusterCount,
    seed: options.seed,
    weights: Float64Array.from(heaviest, (row) => weights[row]),
    initialCenters: meansOf(fitted, kindOf, clusterCount),
  });
  return { labels: nearestCenters(matrix, centers, clusterCount), clusterCount, others };
}

interface Kinds {
  /** Of each row. */
  readonly kindOf: Int32Array;
  readonly clusterCount: number;
  /** The kind that stands for all but the greatest; null if there are no more than may be. */
  readonly others: number | null;
}

function greatestKinds(kinds: Int32Array, counts: readonly number[], maxClusters: number): Kinds {
  const totals = new Map<number, number>();
  kinds.forEach((kind, row) => totals.set(kind, (totals.get(kind) ?? 0) + counts[row]));
  if (totals.size <= maxClusters) return { kindOf: kinds, clusterCount: totals.size, others: null };
  const others = maxClusters - 1;
  const byCount = [...totals].sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b).map(([kind]) => kind);
  const rankOf = new Map(byCount.map((kind, rank) => [kind, Math.min(rank, others)]));
  return { kindOf: kinds.map((kind) => rankOf.get(kind)!), clusterCount: maxClusters, others };
}

/**
 * Rows of unit length in which every word of a wording counts the same. Their cosine is the share of words that two
 * wordings have in common (Ochiai 1957); idf would let one rare word, such as a name, outweigh all the others.
 */
function unitPresence(matrix: CsrMatrix): CsrMatrix {
  const values = new Float64Array(matrix.values.length);
  for (let row = 0; row < matrix.rowCount; row++) {
    const [start, end] = [matrix.starts[row], matrix.starts[row + 1]];
    values.fill(1 / Math.sqrt(end - start), start, end);
  }
  return { ...matrix, values };
}

function meansOf(matrix: CsrMatrix, labels: Int32Array, clusterCount: number): Float64Array {
  const sizes = new Int32Array(clusterCount);
  for (const label of labels) sizes[label]++;
  const means = new Float64Array(clusterCount * matrix.columnCount);
  labels.forEach((label, row) => addRow(matrix, row, 1 / sizes[label], means, label * matrix.columnCount));
  return means;
}

function describe(
  rows: readonly number[],
  wordings: readonly Wording[],
  weights: Float64Array,
  { terms, matrix }: TfIdf,
  messages: readonly string[],
  counts: ArrayLike<number>,
): ErrorCluster {
  const center = new Float64Array(matrix.columnCount);
  const support = new Map<string, number>();
  let weight = 0;
  for (const row of rows) {
    addRow(matrix, row, weights[row], center);
    for (const word of new Set(wordings[row].words)) support.set(word, (support.get(word) ?? 0) + weights[row]);
    weight += weights[row];
  }
  const nearest = rows.reduce((best, row) => {
    const gain = rowDot(matrix, row, center) - rowDot(matrix, best, center);
    return gain > 1e-12 || (gain > -1e-12 && wordings[row].count > wordings[best].count) ? row : best;
  });
  const example = wordings[nearest].messages.reduce((best, message) =>
    counts[message] > counts[best] ? message : best,
  );
  const keywords = [...center.keys()]
    .filter((column) => (support.get(terms[column]) ?? 0) >= KEYWORD_SUPPORT * weight)
    .sort((a, b) => center[b] - center[a] || a - b)
    .slice(0, KEYWORDS)
    .map((column) => terms[column]);
  const common = new Set([...support].filter(([, share]) => share * 2 >= weight).map(([word]) => word));
  return {
    label: errorLabel(messages[example], common),
    keywords,
    example,
    members: Int32Array.from(rows.flatMap((row) => wordings[row].messages)).sort(),
    count: rows.reduce((sum, row) => sum + wordings[row].count, 0),
  };
}
