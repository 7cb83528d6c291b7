import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Proves that who creates the first admin can read what the server printed: 80 bits. */
export function generateSetupCode(): string {
  return randomBytes(10).toString("hex");
}

export function isSetupCode(given: string | undefined, expected: string): boolean {
  const a = Buffer.from(given?.trim().toLowerCase() ?? "");
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(host);
}

const FORWARDING_HEADERS = [
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-real-ip",
];

export interface Arrival {
  readonly peerAddress: string | undefined;
  /** Host header. */
  readonly host: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Whether a request was surely made on this machine, by someone who typed this machine's own name: not through a proxy,
 * and not by a page elsewhere whose domain name was made to point here.
 */
export function isFromThisMachine({ peerAddress, host, headers }: Arrival): boolean {
  const hostname = host !== undefined && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
  return (
    isLoopback(peerAddress ?? "") &&
    isLoopback(hostname) &&
    FORWARDING_HEADERS.every((name) => headers[name] === undefined)
  );
}
