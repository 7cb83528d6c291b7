import { identifyingText } from "@faultline/storage";

/**
 * Slows down guessing. Three counts of recent failures are kept, each with its own allowance: of an address, of an
 * address with a username, and of a username from anywhere. The last never applies to an address from which that user
 * has signed in before, so nobody elsewhere can keep the owner of an account out.
 */
export interface SignInThrottle {
  /** Counts an attempt before its outcome is known, so that attempts made at once are counted too. */
  attempt(address: string, username: string): { allowed: true } | { allowed: false; retryAfterSeconds: number };
  /** Takes the attempt back: the password was right. */
  succeeded(address: string, username: string): void;
}

/** An allowance that refills at an even rate: `burst` failures at once, then one per `refillMs`. */
interface Allowance {
  readonly burst: number;
  readonly refillMs: number;
}

const ADDRESS: Allowance = { burst: 30, refillMs: 20_000 };
const ADDRESS_AND_USERNAME: Allowance = { burst: 5, refillMs: 30_000 };
const USERNAME: Allowance = { burst: 50, refillMs: 10_000 };
const MAX_TRACKED = 10_000;

export function createSignInThrottle(now: () => number): SignInThrottle {
  const byAddress = createFailureCounts(ADDRESS, now);
  const byPair = createFailureCounts(ADDRESS_AND_USERNAME, now);
  const byUsername = createFailureCounts(USERNAME, now);
  const knownPairs = new Set<string>();

  const countsFor = (address: string, username: string): (readonly [FailureCounts, string])[] => {
    const network = networkOf(address);
    const name = identifyingText(username.trim());
    const pair = `${network} ${name}`;
    const own = [[byAddress, network] as const, [byPair, pair] as const];
    return knownPairs.has(pair) ? own : [...own, [byUsername, name] as const];
  };

  return {
    attempt(address, username) {
      const counts = countsFor(address, username);
      const waitMs = Math.max(...counts.map(([count, key]) => count.waitMs(key)));
      if (waitMs > 0) return { allowed: false, retryAfterSeconds: Math.ceil(waitMs / 1000) };
      for (const [count, key] of counts) count.add(key);
      return { allowed: true };
    },
    succeeded(address, username) {
      for (const [count, key] of countsFor(address, username)) count.takeBack(key);
      const pair = `${networkOf(address)} ${identifyingText(username.trim())}`;
      knownPairs.delete(pair);
      knownPairs.add(pair);
      dropOldest(knownPairs);
    },
  };
}

interface FailureCounts {
  waitMs(key: string): number;
  add(key: string): void;
  takeBack(key: string): void;
}

/** Per key the moment at which its failures will all be forgiven (the generic cell rate algorithm). */
function createFailureCounts({ burst, refillMs }: Allowance, now: () => number): FailureCounts {
  const forgivenAt = new Map<string, number>();
  const set = (key: string, time: number): void => {
    forgivenAt.delete(key);
    if (time > now()) forgivenAt.set(key, time);
    dropOldest(forgivenAt);
  };
  return {
    waitMs: (key) => Math.max(0, (forgivenAt.get(key) ?? 0) - now() - (burst - 1) * refillMs),
    add: (key) => set(key, Math.max(now(), forgivenAt.get(key) ?? 0) + refillMs),
    takeBack: (key) => set(key, (forgivenAt.get(key) ?? 0) - refillMs),
  };
}

function dropOldest(tracked: Map<string, unknown> | Set<string>): void {
  if (tracked.size <= MAX_TRACKED) return;
  for (const oldest of tracked.keys()) {
    tracked.delete(oldest);
    return;
  }
}

/** One household of IPv6 addresses is one /64 network; an IPv4 address stands for itself. */
function networkOf(address: string): string {
  if (!address.includes(":") || address.startsWith("::ffff:")) return address.replace("::ffff:", "");
  const [head = "", tail = ""] = address.split("%")[0]!.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === "" ? [] : tail.split(":");
  const groups = address.includes("::")
    ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right]
    : left;
  return groups.slice(0, 4).join(":");
}
