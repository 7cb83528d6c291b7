import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scikitReference } from "./testing/scikit-reference.ts";
import { type ScikitParameters, tfIdfOptionsOf } from "./testing/scikit-tf-idf.ts";
import { type TfIdf, tfIdf, wordTokens } from "./tf-idf.ts";

function rowsOf({ terms, matrix }: TfIdf): Record<string, number>[] {
  return Array.from({ length: matrix.rowCount }, (_, row) => {
    const weights: Record<string, number> = {};
    for (let p = matrix.starts[row]; p < matrix.starts[row + 1]; p++)
      weights[terms[matrix.columns[p]]] = matrix.values[p];
    return weights;
  });
}

describe("word tokens", () => {
  it("are runs of two or more word characters of any script, in lower case", () => {
    expect(wordTokens("Disk FULL on /var: a naïve_café x 30s, ошибка")).toEqual(
      "disk full on var naïve_café 30s ошибка".split(" "),
    );
    expect(wordTokens("a - b")).toEqual([]);
  });
});

describe("tf-idf", () => {
  const documents = [["disk", "full", "disk"], ["disk", "slow"], []];

  it("weighs a term by its count and by ln((1 + n) / (1 + df)) + 1", () => {
    const result = tfIdf(documents, { norm: null });
    const [rare, frequent] = [Math.log(4 / 2) + 1, Math.log(4 / 3) + 1];
    expect(result.terms).toEqual(["disk", "full", "slow"]);
    expect([...result.idf]).toEqual([frequent, rare, rare]);
    expect(rowsOf(result)).toEqual([{ disk: 2 * frequent, full: rare }, { disk: frequent, slow: rare }, {}]);
  });

  it("without smoothing takes ln(n / df) + 1, and 1 + ln(tf) for sublinear counts", () => {
    const result = tfIdf(documents, { norm: null, smoothIdf: false, sublinearTf: true });
    expect(rowsOf(result)[0]["disk"]).toBeCloseTo((1 + Math.log(2)) * (Math.log(3 / 2) + 1), 14);
  });

  it("gives rows of unit length, or empty ones", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 8 }), { maxLength: 12 }),
        (lists) => {
          rowsOf(tfIdf(lists)).forEach((row, i) => {
            const squares = Object.values(row).reduce((sum, value) => sum + value * value, 0);
            expect(squares).toBeCloseTo(lists[i].length === 0 ? 0 : 1, 12);
          });
        },
      ),
    );
  });

  it("leaves out stop words before it joins tokens into runs", () => {
    const { terms } = tfIdf([["out", "of", "memory"]], { stopWords: new Set(["of"]), ngramRange: [2, 2] });
    expect(terms).toEqual(["out memory"]);
  });

  it("leaves out terms of too few and too many documents, by number or by share", () => {
    const lists = [["all", "two", "one"], ["all", "two"], ["all"]];
    expect(tfIdf(lists, { minDf: 2 }).terms).toEqual(["all", "two"]);
    expect(tfIdf(lists, { maxDf: 2 }).terms).toEqual(["one", "two"]);
    expect(tfIdf(lists, { minDf: { share: 0.5 }, maxDf: { share: 0.7 } }).terms).toEqual(["two"]);
  });

  it("keeps the most frequent terms where their number is limited", () => {
    expect(tfIdf([["b", "b", "b", "a", "c", "c"]], { maxFeatures: 2 }).terms).toEqual(["b", "c"]);
  });

  it("orders terms by code point, as Python does", () => {
    expect(tfIdf([["\u{1F600}", "\uFF21", "z"]]).terms).toEqual(["z", "\uFF21", "\u{1F600}"]);
  });

  it("has no columns where no term is left", () => {
    const { terms, matrix } = tfIdf([[], []]);
    expect(terms).toEqual([]);
    expect([...matrix.starts]).toEqual([0, 0, 0]);
  });

  it("refuses limits that contradict each other", () => {
    expect(() => tfIdf([["a"]], { minDf: 3, maxDf: 2 })).toThrow("maxDf stands for 2 documents, minDf for 3");
    expect(() => tfIdf([["a"]], { ngramRange: [2, 1] })).toThrow(RangeError);
    expect(() => tfIdf([["a"]], { maxDf: { share: 2 } })).toThrow(RangeError);
  });

  it("equals scikit-learn's to 1e-9 in all of its reference settings", (context) => {
    const { docs, cases } = scikitReference<{
      docs: string[];
      cases: { params: ScikitParameters; features: string[]; idf: number[]; rows: Record<string, number>[] }[];
    }>("tfidf", context);
    expect(cases.length).toBe(7);
    for (const { params, features, idf, rows } of cases) {
      const result = tfIdf(docs.map(wordTokens), tfIdfOptionsOf(params));
      expect(result.terms).toEqual(features);
      idf.forEach((value, column) => expect(Math.abs(result.idf[column] - value)).toBeLessThan(1e-9));
      rowsOf(result).forEach((row, i) => {
        expect(Object.keys(row).sort()).toEqual(Object.keys(rows[i]).sort());
        for (const [term, value] of Object.entries(row)) expect(Math.abs(value - rows[i][term])).toBeLessThan(1e-9);
      });
    }
  });
});
