// How many groups are made of generated errors of so many kinds. Part of `npm run bench:accuracy`.
import { clusterErrors, RandomSource } from "../packages/analytics/src/index.ts";

type Kind = (draw: Draw) => string;

interface Draw {
  number(below: number): number;
  hex(length: number): string;
  name(): string;
}

const NAMES = "alice bob carol dave erin frank grace heidi ivan judy mallory niaj olivia peggy rupert sybil".split(" ");

/** Twenty kinds of error, each with numbers, ids or names of its own. */
const KINDS: readonly Kind[] = [
  (d) => `Connection refused to db-${d.number(40)}.internal:${5000 + d.number(900)}`,
  (d) => `Disk full on /var/spool/${d.name()}/${d.number(1e6)}`,
  (d) => `Login failed for user ${d.name()} from 10.${d.number(256)}.${d.number(256)}.${d.number(256)}`,
  (d) => `OutOfMemoryError: Java heap space in thread pool-${d.number(9)}-thread-${d.number(99)}`,
  (d) => `Payment gateway timeout after ${d.number(9000)} ms for order ${d.number(1e7)}`,
  (d) => `TLS handshake rejected: certificate ${d.hex(16)} expired ${d.number(300)} days ago`,
  (d) => `Deadlock detected while updating orders, transaction 0x${d.hex(12)}`,
  (d) => `Cannot parse JSON body: unexpected token at position ${d.number(5000)}`,
  (d) =>
    `Upstream returned HTTP 50${d.number(5)} for request ${d.hex(8)}-${d.hex(4)}-4${d.hex(3)}-a${d.hex(3)}-${d.hex(12)}`,
  (d) => `Kafka consumer ${d.name()} lagging behind by ${d.number(1e6)} records on partition ${d.number(32)}`,
  (d) => `Permission denied: ${d.name()} may not write bucket=${d.hex(10)}`,
  (d) => `Schema migration ${d.number(400)} failed: column already exists`,
  (d) => `Redis cluster slot ${d.number(16384)} not served`,
  (d) => `Invalid signature on webhook delivery ${d.hex(20)}`,
  (d) => `Failed to render invoice template for customer ${d.number(1e5)}`,
  (d) => `Watchdog: worker ${d.number(64)} has not answered for ${d.number(120)} s`,
  (d) => `NullPointerException at com.shop.cart.CartService.addItem(CartService.java:${d.number(900)})`,
  (d) => `DNS lookup of host-${d.hex(6)}.example.com returned NXDOMAIN`,
  (d) => `Checksum mismatch in segment ${d.number(1e5)}: expected ${d.hex(32)}`,
  (d) => `Rate limit exceeded by tenant ${d.name()}: ${d.number(9999)} calls`,
];

function drawFrom(random: RandomSource): Draw {
  return {
    number: (below) => random.nextInteger(below),
    hex: (length) => Array.from({ length }, () => random.nextInteger(16).toString(16)).join(""),
    name: () => NAMES[random.nextInteger(NAMES.length)]!,
  };
}

export function clusterCounts(seeds: number) {
  return [1, 3, 10, 20].map((kindCount) => {
    const found: number[] = [];
    let [mixed, digits, keywords] = [0, 0, 0];
    for (let seed = 0; seed < seeds; seed++) {
      const random = RandomSource.fromSeed(100 * kindCount + seed);
      const draw = drawFrom(random);
      const offset = random.nextInteger(KINDS.length);
      const kinds = Array.from({ length: kindCount }, (_, i) => KINDS[(offset + i) % KINDS.length]!);
      const errors = kinds.flatMap((kind, k) =>
        Array.from({ length: 1 + random.nextInteger(40) }, () => ({ kind: k, message: kind(draw) })),
      );
      const counts = errors.map(() => 1 + random.nextInteger(1000));
      const clusters = clusterErrors(
        errors.map(({ message }) => message),
        counts,
        { seed },
      );
      found.push(clusters.length);
      for (const { members, keywords: own } of clusters) {
        if (new Set(Array.from(members, (member) => errors[member]!.kind)).size > 1) mixed++;
        digits += own.filter((word) => /\d/.test(word) || NAMES.includes(word)).length;
        keywords += own.length;
      }
    }
    return {
      kinds: kindCount,
      "fewest clusters": Math.min(...found),
      "most clusters": Math.max(...found),
      "clusters of two kinds": mixed,
      keywords,
      "of them ids or names": digits,
    };
  });
}
