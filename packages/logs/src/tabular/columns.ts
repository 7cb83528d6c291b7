import type { AttributeNames } from "../attribute-names.ts";
import { type Key, ROLES, type RoleNames } from "../structured/key-table.ts";

/** What a table's definition says of its columns. */
export interface ColumnRules {
  readonly fields: RoleNames;
  readonly names: Readonly<Record<string, string>>;
}

/** The columns of a table, ready for its rows. */
export interface Columns {
  readonly names: readonly string[];
  readonly keys: readonly Key[];
  /** Position of the column for the day, if there is one for the time of day too; else -1. */
  readonly date: number;
  /** Position of the column for the time of day, if it is that and no more; else -1. */
  readonly time: number;
  /** Whether a row may have more cells: they are dropped. */
  readonly openEnded: boolean;
  /** Whether more cells than columns are text of the last one, a message with delimiters that were not quoted. */
  readonly lastTakesRest: boolean;
  readonly haveMessage: boolean;
  /** Of {@link AttributeNames}, for which the keys are good. */
  readonly generation: number;
}

const TIMESTAMP_ROLE = ROLES.indexOf("timestamp");
const MESSAGE_ROLE = ROLES.indexOf("message");
const NO_BYTES = new Uint8Array(0);

interface ColumnRole {
  /** Index in {@link ROLES}, or -1. */
  readonly role: number;
  readonly priority: number;
}

const namesByRules = new WeakMap<ColumnRules["names"], Map<string, string>>();
const rolesByFields = new WeakMap<RoleNames, Map<string, ColumnRole>>();

export function columnsOf(names: readonly string[], rules: ColumnRules, attributes: AttributeNames): Columns {
  const openEnded = names.at(-1) === "*";
  const named = openEnded ? names.slice(0, -1) : names;
  const keys = named.map((name) => keyOf(name, rules, attributes));
  const plain = named.map(plainName);
  const date = plain.indexOf("date");
  const time = plain.indexOf("time");
  const joins = date >= 0 && time >= 0 && !hasBetterTime(keys, date, time);
  return {
    names,
    keys,
    date: joins ? date : -1,
    time: joins || keys[time]?.role === -1 ? time : -1,
    openEnded,
    lastTakesRest: keys.at(-1)?.role === MESSAGE_ROLE,
    haveMessage: keys.some(({ role }) => role === MESSAGE_ROLE),
    generation: attributes.generation,
  };
}

/** Whether another column tells the time better than those for the day and the time of day do. */
function hasBetterTime(keys: readonly Key[], date: number, time: number): boolean {
  const priorityAt = (i: number) => (keys[i]!.role === TIMESTAMP_ROLE ? keys[i]!.priority : Infinity);
  const joined = Math.min(priorityAt(date), priorityAt(time));
  return keys.some((_, i) => i !== date && i !== time && priorityAt(i) < joined);
}

function keyOf(name: string, { fields, names }: ColumnRules, attributes: AttributeNames): Key {
  const { role, priority } = roleOf(name, fields);
  const attribute = attributes.idOf(attributeName(name, names));
  return {
    bytes: NO_BYTES,
    parent: 0,
    id: 0,
    prefix: "",
    required: false,
    isLifted: false,
    isKept: false,
    isOtelSeverity: false,
    name,
    role,
    priority,
    attribute,
  };
}

function attributeName(name: string, names: ColumnRules["names"]): string {
  let known = namesByRules.get(names);
  if (known === undefined) {
    // The first of those that are spelt alike.
    known = new Map(
      Object.entries(names)
        .toReversed()
        .map(([column, attribute]) => [plainName(column), attribute]),
    );
    namesByRules.set(names, known);
  }
  return known.get(plainName(name)) ?? name;
}

function roleOf(name: string, fields: RoleNames): ColumnRole {
  return knownRoles(fields).get(plainName(name)) ?? { role: -1, priority: 0 };
}

/** By plain name; for each definition once, since every line may be asked whether it is a header. */
function knownRoles(fields: RoleNames): ReadonlyMap<string, ColumnRole> {
  let roles = rolesByFields.get(fields);
  if (roles !== undefined) return roles;
  rolesByFields.set(fields, (roles = new Map()));
  for (const [role, roleName] of ROLES.entries()) {
    for (const [priority, name] of (fields[roleName] ?? []).entries()) {
      const plain = plainName(name);
      if (!roles.has(plain)) roles.set(plain, { role, priority });
    }
  }
  return roles;
}

/** A name without what spellings differ in: `Log Level`, `log_level` and `LogLevel` are one. */
function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** The role that a column of this name plays, if any. */
export function roleOfColumn(name: string, fields: RoleNames): (typeof ROLES)[number] | undefined {
  return ROLES[roleOf(name, fields).role];
}

/** Whether the columns have a time. */
export function haveTimestamp({ keys, date }: Columns): boolean {
  return date >= 0 || keys.some((key) => key.role === TIMESTAMP_ROLE);
}

/** Whether the names are those of `wanted`, in any spelling. */
export function haveColumns(names: readonly string[], wanted: readonly string[]): boolean {
  const plain = new Set(names.map(plainName));
  return wanted.every((name) => plain.has(plainName(name)));
}
