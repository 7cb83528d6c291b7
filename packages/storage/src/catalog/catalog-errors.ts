import { DrizzleQueryError } from "drizzle-orm";
import { AlreadyTakenError, LastAdminError } from "./catalog.ts";

/**
 * The catalog failed; `message` has PostgreSQL's own words. The statement's parameters are not kept, nor an error that
 * has them: there are password hashes among them, and errors are logged.
 */
export class CatalogError extends Error {
  readonly code: string = "catalog_failed";
  /** SQL, without the values of its parameters. */
  readonly statement: string | undefined;
  constructor(message: string, statement?: string) {
    super(message);
    this.statement = statement;
  }
}

/** The PostgreSQL server does not answer. */
export class CatalogUnavailableError extends CatalogError {
  override readonly code = "catalog_unavailable";
}

const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
]);
// Connection exceptions, too many connections, operator intervention (a shutdown, say):
// https://www.postgresql.org/docs/current/errcodes-appendix.html
const UNAVAILABLE_STATE = /^(08|53300|57P0)/;
// pg raises these without a code.
const LOST_CONNECTION = /^(Connection terminated|timeout exceeded when trying to connect)/;

function asCatalogError(error: unknown): Error {
  const isExpected = error instanceof AlreadyTakenError || error instanceof LastAdminError;
  if (isExpected || error instanceof CatalogError) return error;
  const { code, message } = rootOf(error);
  const statement = error instanceof DrizzleQueryError ? error.query : undefined;
  if (UNREACHABLE.has(code) || UNAVAILABLE_STATE.test(code) || LOST_CONNECTION.test(message)) {
    return new CatalogUnavailableError(`PostgreSQL does not answer: ${message || code}`, statement);
  }
  return new CatalogError(`The catalog failed: ${message || code}`, statement);
}

/** What is at the bottom of an error: Drizzle wraps the driver's, whose message alone is free of parameters. */
function rootOf(error: unknown): { code: string; message: string } {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  if (!(root instanceof Error)) return { code: "", message: String(root) };
  return { code: "code" in root ? String(root.code) : "", message: root.message };
}

/** The store with each of its failures as `asCatalogError` gives it. */
export function withCatalogErrors<T extends object>(store: T): T {
  const guarded = Object.entries(store).map(([name, method]: [string, (...args: unknown[]) => Promise<unknown>]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await method(...args);
      } catch (error) {
        throw asCatalogError(error);
      }
    },
  ]);
  return Object.fromEntries(guarded) as T;
}
