import type { Level } from "@faultline/logs";

/** One thing that happened; the same object is used for all of them, one after the other. */
export interface StoryEvent {
  timeMs: number;
  level: Level;
  service: string;
  message: string;
  traceId: string;
}

export type Random = () => number;

interface StoryOptions {
  readonly entries: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly random: Random;
}

/** Mulberry32: uniform numbers in [0, 1) that depend on the seed alone. */
export function randomNumbers(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SERVICES = ["gateway", "checkout", "payments", "inventory", "search", "accounts", "mailer", "scheduler"] as const;
type Service = (typeof SERVICES)[number];
/** Shares of the traffic, summed up. */
const CUMULATIVE = [0.34, 0.52, 0.66, 0.77, 0.88, 0.94, 0.98, 1];

type Say = (random: Random) => string;
const whole = (random: Random, below: number) => Math.floor(random() * below);
const hex = (random: Random, digits: number) =>
  whole(random, 16 ** Math.min(digits, 8))
    .toString(16)
    .padStart(digits, "0");
const address = (random: Random) => `10.${whole(random, 8)}.${whole(random, 256)}.${1 + whole(random, 254)}`;

const USUAL: Record<"INFO" | "DEBUG" | "WARNING" | "ERROR", readonly Say[]> = {
  INFO: [
    (r) =>
      `request completed method=GET path=/api/v1/orders/${whole(r, 90_000)} status=200 duration=${whole(r, 180)}ms`,
    (r) => `request completed method=POST path=/api/v1/carts status=201 duration=${whole(r, 240)}ms`,
    (r) => `order ${hex(r, 8)} accepted for customer ${whole(r, 200_000)}, ${1 + whole(r, 9)} items`,
    (r) => `session opened for user u-${whole(r, 50_000)} from ${address(r)}`,
    (r) => `cache refreshed: ${whole(r, 4000)} keys in ${whole(r, 90)} ms`,
    (r) => `job ${hex(r, 6)} finished in ${whole(r, 4000)} ms`,
  ],
  DEBUG: [
    (r) => `pool has ${whole(r, 40)} idle connections of 50`,
    (r) => `query took ${whole(r, 30)} ms, ${whole(r, 500)} rows`,
    (r) => `cache miss for key product:${whole(r, 30_000)}`,
  ],
  WARNING: [
    (r) => `slow query: ${800 + whole(r, 2000)} ms on table orders`,
    (r) => `retrying call to ${SERVICES[whole(r, SERVICES.length)]}, attempt ${2 + whole(r, 3)} of 5`,
    (r) => `rate limit near for client ${address(r)}: ${90 + whole(r, 10)} of 100 requests`,
  ],
  ERROR: [
    (r) => `request failed method=GET path=/api/v1/orders/${whole(r, 90_000)} status=500 duration=${whole(r, 900)}ms`,
    (r) => `could not send mail to customer ${whole(r, 200_000)}: connection reset by peer`,
    (r) => `validation of order ${hex(r, 8)} failed: unknown product ${whole(r, 30_000)}`,
  ],
};

/**
 * The incident, at three fifths of the time and for a twentieth of it: the payments database runs out of connections.
 * Payments fails, checkout times out waiting for it, the gateway answers 502.
 */
const INCIDENT: Partial<Record<Service, readonly [Level, Say][]>> = {
  payments: [
    [
      "ERROR",
      (r) => `could not get a connection from pool payments-db within ${5000 + whole(r, 20)} ms, 50 of 50 in use`,
    ],
    ["FATAL", () => "connection pool payments-db exhausted, refusing work"],
  ],
  checkout: [
    ["ERROR", (r) => `timeout calling payments for order ${hex(r, 8)} after ${3000 + whole(r, 20)} ms`],
    ["WARNING", (r) => `circuit breaker payments is open, order ${hex(r, 8)} queued`],
  ],
  gateway: [
    ["ERROR", (r) => `upstream checkout answered 502 for POST /api/v1/orders duration=${3000 + whole(r, 90)}ms`],
  ],
};
const INCIDENT_FROM = 0.6;
const INCIDENT_TO = 0.65;

/** Parts of the time within which entries come evenly. */
const SLOTS = 480;

/** Entries in the order of time: more at some hours than at others, a little uneven, and more in the incident. */
export function* tellStory({ entries, startMs, endMs, random }: StoryOptions): Generator<StoryEvent> {
  const event: StoryEvent = { timeMs: startMs, level: "INFO", service: "gateway", message: "", traceId: "" };
  const slotMs = (endMs - startMs) / SLOTS;
  const rates = Array.from({ length: SLOTS }, (_, slot) => rateOf(slot / SLOTS, random));
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  let told = 0;
  let due = 0;
  for (const [slot, rate] of rates.entries()) {
    due += (rate / total) * entries;
    const count = Math.round(due) - told;
    for (let index = 0; index < count; index++) {
      event.timeMs = Math.floor(startMs + (slot + index / count) * slotMs);
      happen(event, isIncident(slot / SLOTS), random);
      yield event;
    }
    told += count;
  }
}

function isIncident(share: number): boolean {
  return share >= INCIDENT_FROM && share < INCIDENT_TO;
}

/** How densely entries come at a share of the time, relative to other times. */
function rateOf(share: number, random: Random): number {
  const swell = 1 + 0.35 * Math.sin(share * 2 * Math.PI - 1);
  return swell * (0.92 + 0.16 * random()) * (isIncident(share) ? 1.5 : 1);
}

function happen(event: StoryEvent, inIncident: boolean, random: Random): void {
  const service = pickService(random);
  event.service = service;
  event.traceId = hex(random, 8) + hex(random, 8);
  const broken = inIncident ? INCIDENT[service] : undefined;
  if (broken && random() < 0.7) {
    const [level, say] = broken[whole(random, broken.length)];
    event.level = level;
    event.message = say(random);
    return;
  }
  const level = pickLevel(random());
  const says = USUAL[level];
  event.level = level;
  event.message = says[whole(random, says.length)](random);
}

function pickService(random: Random): Service {
  const drawn = random();
  return SERVICES[CUMULATIVE.findIndex((limit) => drawn < limit)];
}

function pickLevel(drawn: number): keyof typeof USUAL {
  if (drawn < 0.8) return "INFO";
  if (drawn < 0.93) return "DEBUG";
  return drawn < 0.985 ? "WARNING" : "ERROR";
}
