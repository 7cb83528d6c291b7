import type { Level } from "../level.ts";
import { encodeText } from "../text.ts";
import { randomOf } from "./random.ts";

export const CORPUS_KINDS = ["app", "nginx", "json", "log4j"] as const;

/**
 * app: `timestamp LEVEL service message`; nginx: combined access log; json: JSON lines of eight fields; log4j: thread
 * and class, one record in twenty with a stack trace.
 */
export type CorpusKind = (typeof CORPUS_KINDS)[number];

export interface CorpusOptions {
  readonly kind: CorpusKind;
  readonly records: number;
  readonly seed?: number;
  /** Time of the first record, ms since the epoch. */
  readonly startMs?: number;
  /** Mean time between records. */
  readonly stepMs?: number;
  readonly chunkBytes?: number;
}

/** What was generated, counted while it was: independent of any reader. */
export interface CorpusCounts {
  records: number;
  lines: number;
  bytes: number;
  readonly levels: Record<Level, number>;
  /** Records by service; empty for access logs, which name none. */
  readonly services: Record<string, number>;
  /** Records with a stack trace. */
  traces: number;
}

interface Moment {
  readonly iso: string;
  readonly random: () => number;
}

const SERVICES = ["payment-service", "order-service", "auth", "gateway", "inventory-service", "search-api", "mailer"];
const CLASSES = ["com.example.shop.CartController", "com.example.shop.OrderService", "com.example.pay.CardGateway"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// Level, how it is written, and messages with it; # stands for a number.
const MESSAGES: readonly (readonly [Level, string, number, readonly string[]])[] = [
  [
    "INFO",
    "INFO",
    0.72,
    ["Charged card in # ms order=#", "User # logged in from 10.0.#.#", "Cache refreshed, # keys in # ms"],
  ],
  ["DEBUG", "DEBUG", 0.14, ["Query took # ms rows=#", "Retry budget now #"]],
  ["WARNING", "WARN", 0.08, ["Slow response from upstream: # ms", "Pool almost exhausted: # of # in use"]],
  ["ERROR", "ERROR", 0.05, ["Connection to db-# refused after # attempts", "Order # failed: card declined"]],
  ["FATAL", "FATAL", 0.01, ["Out of memory: # MB requested"]],
];

const TRACE = [
  "java.lang.IllegalStateException: connection is closed",
  "\tat com.example.pay.CardGateway.charge(CardGateway.java:117)",
  "\tat com.example.shop.OrderService.place(OrderService.java:58)",
  "Caused by: java.net.SocketException: Connection reset",
  "\t... 23 more",
];

/** Generates a log chunk by chunk; its return value says what it holds. */
export function* generateCorpus(options: CorpusOptions): Generator<Uint8Array, CorpusCounts> {
  const { kind, records, seed = 1, startMs = Date.UTC(2026, 10, 22), stepMs = 40, chunkBytes = 1 << 20 } = options;
  const random = randomOf(seed);
  const levels: Record<Level, number> = { FATAL: 0, ERROR: 0, WARNING: 0, INFO: 0, DEBUG: 0, TRACE: 0 };
  const counts: CorpusCounts = { records, lines: 0, bytes: 0, levels, services: {}, traces: 0 };
  const write = WRITERS[kind];
  let ms = startMs;
  let text = "";
  for (let i = 0; i < records; i++) {
    ms += random() * stepMs * 2;
    text += write({ iso: new Date(ms).toISOString(), random }, counts);
    if (text.length < chunkBytes && i + 1 < records) continue;
    const chunk = encodeText(text);
    counts.bytes += chunk.length;
    text = "";
    yield chunk;
  }
  return counts;
}

const WRITERS: Record<CorpusKind, (moment: Moment, counts: CorpusCounts) => string> = {
  app({ iso, random }, counts) {
    const { level, message } = event(random, counts);
    return `${iso} ${level.padEnd(5)} ${service(SERVICES, random, counts)} ${message}\n`;
  },
  json({ iso, random }, counts) {
    const { level, message } = event(random, counts);
    const name = service(SERVICES, random, counts);
    const trace = whole(random, 0xffffffff).toString(16).padStart(16, "0");
    const head = `{"timestamp":"${iso}","level":"${level.toLowerCase()}","service":"${name}","message":"${message}"`;
    return `${head},"user":${whole(random, 5000)},"duration_ms":${whole(random, 900)},"region":"eu-1","trace_id":"${trace}"}\n`;
  },
  nginx({ iso, random }, counts) {
    const status = pick(random, [
      [200, 0.9],
      [302, 0.04],
      [404, 0.04],
      [500, 0.01],
      [503, 0.01],
    ]);
    counts.lines++;
    counts.levels[status >= 500 ? "ERROR" : status >= 400 ? "WARNING" : "INFO"]++;
    const time = `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
    const request = `GET /api/orders/${whole(random, 100_000)} HTTP/1.1`;
    return `10.0.${whole(random, 256)}.${whole(random, 256)} - - [${time}] "${request}" ${status} ${whole(random, 9000)} "https://shop.example.com/cart" "Mozilla/5.0 (X11; Linux x86_64; rv:131.0)"\n`;
  },
  log4j({ iso, random }, counts) {
    const { level, message } = event(random, counts);
    const time = `${iso.slice(0, 10)} ${iso.slice(11, 19)},${iso.slice(20, 23)}`;
    const name = service(CLASSES, random, counts);
    const line = `${time} [worker-${whole(random, 32)}] ${level.padEnd(5)} ${name} - ${message}\n`;
    if (random() >= 0.05) return line;
    counts.traces++;
    counts.lines += TRACE.length;
    return `${line}${TRACE.join("\n")}\n`;
  },
};

function event(random: () => number, counts: CorpusCounts): { level: string; message: string } {
  const [level, spelling, , messages] = pick(
    random,
    MESSAGES.map((entry) => [entry, entry[2]] as const),
  );
  counts.lines++;
  counts.levels[level]++;
  const template = messages[whole(random, messages.length)]!;
  return { level: spelling, message: template.replaceAll("#", () => String(whole(random, 250))) };
}

function service(names: readonly string[], random: () => number, counts: CorpusCounts): string {
  const name = names[whole(random, names.length)]!;
  counts.services[name] = (counts.services[name] ?? 0) + 1;
  return name;
}

function whole(random: () => number, below: number): number {
  return Math.floor(random() * below);
}

/** One of some choices, each with its probability. */
function pick<T>(random: () => number, choices: readonly (readonly [T, number])[]): T {
  let left = random();
  for (const [choice, probability] of choices) if ((left -= probability) < 0) return choice;
  return choices[0]![0];
}
