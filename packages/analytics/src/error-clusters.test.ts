import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusterErrors, OTHER_ERRORS } from "./error-clusters.ts";

const NAMES = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi"];

/** Ten kinds of error; the number given makes each message differ. */
const KINDS: readonly ((i: number) => string)[] = [
  (i) => `Connection refused to db-${i}:5432`,
  (i) => `Disk full on /var/spool/${NAMES[i % 8]}`,
  (i) => `Login failed for user ${NAMES[i % 8]} from 10.0.0.${i}`,
  (i) => `OutOfMemoryError: Java heap space in thread ${i}`,
  (i) => `Payment gateway timeout after ${i * 37} ms for order ${i * 7919}`,
  (i) => `TLS handshake rejected: certificate expired ${i} days ago`,
  (i) => `Deadlock detected while updating orders, transaction 0x${(i * 2654435761).toString(16)}`,
  (i) => `Cannot parse JSON body: unexpected token at position ${i}`,
  (i) => `Upstream returned HTTP 50${i % 5} for request 3f2a${1000 + i}-cafe-4bcd-9eef-00000000${1000 + i}`,
  (i) => `Kafka consumer lagging behind by ${i} records on partition ${i % 12}`,
];

const manyOf = (kinds: typeof KINDS, each: number): string[] =>
  kinds.flatMap((kind) => Array.from({ length: each }, (_, i) => kind(i)));
const distinct = (messages: readonly string[]): string[] => [...new Set(messages)];
const once = (messages: readonly string[]): number[] => messages.map(() => 1);

describe("error clusters", () => {
  it("are ten for ten kinds of error, with every message under its own kind", () => {
    for (const each of [1, 3, 40]) {
      const messages = distinct(manyOf(KINDS, each));
      const clusters = clusterErrors(messages, once(messages), { seed: 1 });
      expect(clusters.length).toBe(10);
      const kindOf = (message: string): number =>
        KINDS.findIndex((kind) => kind(0).slice(0, 8) === message.slice(0, 8));
      for (const { members } of clusters) expect(new Set([...members].map((m) => kindOf(messages[m]))).size).toBe(1);
    }
  });

  it("are one for any one kind, however many numbers, ids and names it comes with", () => {
    KINDS.forEach((kind) => {
      const messages = distinct(manyOf([kind], 60));
      expect(clusterErrors(messages, once(messages), { seed: 1 }).length).toBe(1);
    });
  });

  it("are as many when one kind floods all others", () => {
    const messages = distinct(manyOf(KINDS, 5));
    const counts = messages.map((message) => (message.startsWith("Disk") ? 1_000_000 : 1));
    const clusters = clusterErrors(messages, counts, { seed: 1 });
    expect(clusters.length).toBe(10);
    expect(clusters[0]).toMatchObject({ count: 5_000_000, label: "Disk full on /var/spool/…" });
  });

  it("tell causes apart that share words, where each has but a few forms", () => {
    const messages = ["Upstream refused: connection reset by peer", "Upstream refused: certificate not trusted"];
    expect(clusterErrors(messages, [3, 3], { seed: 1 }).map(({ label }) => label)).toEqual(messages);
  });

  it("have the wording nearest to all of them for example, where a count counts by its logarithm", () => {
    const writers = "alpha bravo delta gamma omega sigma theta kappa lambda zeta iota rho epsilon omicron eta phi";
    const flood = "Disk quota exceeded for writer scratch";
    const usual = "Disk quota exceeded for writer backup";
    const exampleAmong = (rareCount: number): string => {
      const rare = writers.split(" ").slice(0, rareCount);
      const messages = [flood, usual, ...rare.map((name) => `${usual} ${name}`)];
      const clusters = clusterErrors(messages, [1_000, ...messages.slice(1).map(() => 1)], { seed: 1 });
      expect(clusters.length).toBe(1);
      return messages[clusters[0]!.example]!;
    };
    // By their number the rare would win each time, by its count the flood.
    expect(exampleAmong(4)).toBe(flood);
    expect(exampleAmong(16)).toBe(usual);
  });

  it("have up to five keywords without a digit, and an example among their members", () => {
    const messages = distinct(manyOf(KINDS, 20));
    for (const { keywords, example, members, count } of clusterErrors(messages, once(messages), { seed: 1 })) {
      expect(keywords.length).toBeGreaterThan(1);
      expect(keywords.length).toBeLessThanOrEqual(5);
      for (const keyword of keywords) {
        expect(keyword).not.toMatch(/\d/);
        expect(NAMES).not.toContain(keyword);
      }
      expect(members).toContain(example);
      expect(count).toBe(members.length);
    }
  });

  it("are at most 20, or as many as asked for, and the rarest kinds are then one of them", () => {
    const messages = Array.from({ length: 26 * 2 }, (_, i) => {
      const letter = String.fromCharCode(97 + (i % 26));
      return `${letter}${letter}xq ${letter}zzy happens ${i}`;
    });
    // Each kind shares one word of three with the others, which is not enough to be put together with them.
    const counts = messages.map((_, i) => 1 + (i % 26));
    const clusters = clusterErrors(messages, counts, { seed: 1 });
    expect(clusters.length).toBe(20);
    const sizes = new Map(clusters.map(({ label, members }) => [label, members.length]));
    expect(sizes.get(OTHER_ERRORS)).toBe(2 * 7);
    expect([...sizes.values()].filter((size) => size === 2)).toHaveLength(19);
    expect(clusterErrors(messages, counts, { seed: 1, maxClusters: 3 }).map(({ count }) => count)).toEqual([
      2 * (351 - 26 - 25),
      2 * 26,
      2 * 25,
    ]);
    expect(() => clusterErrors(messages, counts, { seed: 1, maxClusters: 0 })).toThrow("at least 1");
  });

  it("hold every message once, largest first, never more than distinct wordings, and repeat themselves", () => {
    const anyMessage = fc.array(fc.constantFrom("disk", "full", "timeout", "42", "refused", "at", "abc123"), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(anyMessage, fc.integer({ min: 1, max: 9_999 })), { maxLength: 25 }), (input) => {
        const messages = input.map(([words]) => words.join(" "));
        const counts = input.map(([, count]) => count);
        const clusters = clusterErrors(messages, counts, { seed: 3 });
        const members = clusters.flatMap((cluster) => [...cluster.members]);
        expect(members.toSorted((a, b) => a - b)).toEqual([...messages.keys()]);
        expect(clusters.map(({ count }) => count)).toEqual(
          clusters.map(({ count }) => count).toSorted((a, b) => b - a),
        );
        expect(clusters.length).toBeLessThanOrEqual(new Set(messages).size);
        expect(clusterErrors(messages, counts, { seed: 3 })).toEqual(clusters);
      }),
      { numRuns: 60 },
    );
  });

  it("of messages without words are one, named by the message", () => {
    expect(clusterErrors(["12345", "0x99", "---"], [1, 5, 1], { seed: 1 })).toMatchObject([
      { label: "0x99", keywords: [], example: 1, count: 7 },
    ]);
    expect(clusterErrors([], [], { seed: 1 })).toEqual([]);
  });

  it("take in every message of many more wordings than are fitted", () => {
    const word = (n: number): string => [...String(n)].map((digit) => "abcdefghij"[Number(digit)]).join("");
    const messages = Array.from({ length: 2_500 }, (_, i) =>
      i % 2 === 0
        ? `Disk full on volume x${word(i)} y${word(i % 90)}`
        : `Login failed for user x${word(i)} y${word(i % 90)}`,
    );
    const clusters = clusterErrors(messages, once(messages), { seed: 1 });
    expect(clusters.reduce((sum, { members }) => sum + members.length, 0)).toBe(2_500);
    for (const { members } of clusters) expect(new Set([...members].map((m) => m % 2)).size).toBe(1);
  });

  it("refuse counts that do not fit the messages", () => {
    expect(() => clusterErrors(["a"], [], { seed: 1 })).toThrow("1 counts expected, 0 given");
    expect(() => clusterErrors(["a", "b"], [1, 0], { seed: 1 })).toThrow("count of message 1");
  });
});
