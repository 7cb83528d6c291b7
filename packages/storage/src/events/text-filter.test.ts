import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordBlock } from "./testing/record-block.ts";
import { bitsOfText, type TextFilter, textFiltersOf } from "./text-filter.ts";

describe("The text filters of a block", () => {
  it("know every text of its records, in any case, wherever it stands", () => {
    const text = fc.string({ unit: "binary", minLength: 0, maxLength: 60 });
    const record = fc.record({ raw: text, message: text, value: text, trace: text });
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 20 }),
        fc.nat(3),
        fc.nat(),
        fc.nat(),
        (records, shift, a, b) => {
          const block = recordBlock(
            records.map(({ raw, message, value, trace }) => ({
              raw: `${raw}\n`,
              message,
              traceId: trace,
              attributes: { value },
            })),
          );
          // Of memory that is not aligned, and that ends with the text.
          const shifted = new Uint8Array(block.bytes.length + shift).subarray(shift);
          shifted.set(block.bytes);
          const filters = textFiltersOf({ ...block, bytes: shifted });
          const roomy = new Uint8Array(block.bytes.length + 20).fill(b);
          roomy.set(block.bytes);
          expect(textFiltersOf({ ...block, bytes: roomy })).toEqual(filters);
          records.forEach((each, row) => {
            const filter = filters.find((one) => row >= one.row && row < one.row + one.rows)!;
            for (const whole of Object.values(each)) {
              for (const run of whole.match(/[\0-\x7f]+/g) ?? []) {
                const from = a % run.length;
                const inner = run.slice(from, from + 1 + (b % run.length));
                for (const searched of [inner, inner.toUpperCase(), run.slice(-3 - (b % 6)), run]) {
                  expect(mayHave(filter, searched)).toBe(true);
                }
              }
            }
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("are as many as it takes to tell most records without an id from the one that has it", () => {
    const ids = Array.from({ length: 40_000 }, (_, i) => idOf(i));
    const filters = textFiltersOf(recordBlock(ids.map((id) => ({ raw: `request done trace=${id}\n`, message: id }))));
    expect(filters.length).toBeGreaterThan(3);
    expect(filters.map(({ row }) => row)).toEqual(filters.map((_, i) => sumOf(filters.slice(0, i))));
    expect(sumOf(filters)).toBe(ids.length);

    const looked = Array.from({ length: 100 }, (_, i) => idOf(i * 400));
    const found = looked.flatMap((id) => filters.filter((filter) => mayHave(filter, id)));
    expect(found.length).toBeGreaterThanOrEqual(looked.length);
    expect(found.length).toBeLessThan(looked.length * 1.5);
    const absent = Array.from({ length: 100 }, (_, i) => idOf(-1 - i));
    expect(absent.flatMap((id) => filters.filter((filter) => mayHave(filter, id))).length).toBeLessThan(50);
    expect(filters.filter((filter) => mayHave(filter, "panic"))).toEqual([]);
  });

  it("are small where there is little text, and one for much that is alike", () => {
    const [small] = textFiltersOf(recordBlock([{ raw: "started\n", message: "started" }]));
    expect(small!.bits.length).toBe(72);
    const alike = textFiltersOf(
      recordBlock(Array.from({ length: 50_000 }, () => ({ raw: "GET /health\n", message: "" }))),
    );
    expect(alike.map(({ rows }) => rows)).toEqual([50_000]);
    expect(textFiltersOf(recordBlock([]))).toEqual([]);
  });
});

function idOf(i: number): string {
  return createHash("sha256").update(String(i)).digest("hex").slice(0, 16);
}

function sumOf(filters: readonly TextFilter[]): number {
  return filters.reduce((sum, { rows }) => sum + rows, 0);
}

function mayHave({ bits }: TextFilter, searched: string): boolean {
  const threeBytes = bits.length / 9;
  const isSet = (filter: Uint8Array, bit: number) => ((filter[(bit >>> 3) % filter.length]! >>> (bit & 7)) & 1) === 1;
  return bitsOfText(searched).some(
    ({ fives, threes }) =>
      fives.every((bit) => isSet(bits.subarray(0, -threeBytes), bit)) &&
      threes.every((bit) => isSet(bits.subarray(-threeBytes), bit)),
  );
}
