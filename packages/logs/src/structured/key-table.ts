// Finds a key of a JSON object or a logfmt line by its bytes; a string per key and line would cost more than the rest.
import { decodeText } from "../text.ts";
import { QUOTE, equalBytes } from "../bytes.ts";
import type { AttributeNames } from "../attribute-names.ts";
import { REQUEST_ID, foldName, standardName } from "./standard-names.ts";

/** Roles that a key can play. */
export const ROLES = ["timestamp", "level", "service", "host", "message", "traceId", "inner", "nanosecond"] as const;
type Role = (typeof ROLES)[number];
export type RoleNames = Readonly<Partial<Record<Role, readonly string[]>>>;

export interface Key {
  readonly bytes: Uint8Array;
  /** Id of the key of the object around it; 0 at the top. */
  readonly parent: number;
  readonly id: number;
  /** With the names of the objects around it: `log.level`. */
  readonly name: string;
  /** Index in {@link ROLES}, or -1. */
  readonly role: number;
  /** Among the keys that can play the role; the lowest wins. */
  readonly priority: number;
  /** Lines without it are not of the format. */
  readonly required: boolean;
  /** Id of the attribute's name. */
  readonly attribute: number;
  /** What the names of the keys inside its value begin with. */
  readonly prefix: string;
  /** Its value is read as if it stood in the object around it; of an array the first object. */
  readonly isLifted: boolean;
  /** It stays an attribute where it plays a role too. */
  readonly isKept: boolean;
  /** Its numbers are severities of OpenTelemetry. */
  readonly isOtelSeverity: boolean;
}

/** What a table makes of keys beyond their roles. */
export interface KeyNaming {
  /** Names of attributes for keys that should not be called as they are in the log. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Well-known keys are called as in other formats: `thread_name` is `thread`. */
  readonly isStandard?: boolean;
  /** Keys whose values are read as if they stood in the object around. */
  readonly lifted?: readonly string[];
}

const MAX_ORDER = 64;
const FIRST_SLOTS = 64;

// Every reader has a table for each format, and most of them never see a key: these stand in until one comes.
const NO_ORDER: readonly (Key | undefined)[] = Array.from({ length: MAX_ORDER });
const NO_SLOTS: readonly (Key | undefined)[] = [undefined];

interface KnownRole {
  readonly role: number;
  readonly priority: number;
}

/**
 * However a name is spelt in full, names that differ in upper case, underscores and dashes only play its role too: the
 * folded ones.
 */
interface KnownRoles {
  readonly exact: Map<string, KnownRole>;
  readonly folded: Map<string, KnownRole>;
}

/** Made once for each definition, since every reader has a table for each. */
const rolesByNames = new WeakMap<RoleNames, KnownRoles>();

function knownRoles(names: RoleNames): KnownRoles {
  let roles = rolesByNames.get(names);
  if (roles !== undefined) return roles;
  roles = { exact: new Map(), folded: new Map() };
  rolesByNames.set(names, roles);
  for (const [role, roleName] of ROLES.entries()) {
    for (const [priority, name] of (names[roleName] ?? []).entries()) {
      roles.exact.set(name, { role, priority });
      const folded = foldName(name);
      if (!roles.folded.has(folded)) roles.folded.set(folded, { role, priority });
    }
  }
  return roles;
}

export class KeyTable {
  #order = NO_ORDER as (Key | undefined)[];
  readonly #roles: KnownRoles;
  readonly #required: ReadonlySet<string>;
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #isStandard: boolean;
  readonly #lifted: ReadonlySet<string>;
  readonly #names: AttributeNames;
  #generation: number;
  #slots = NO_SLOTS as (Key | undefined)[];
  #count = 0;

  constructor(roles: RoleNames, required: readonly string[], names: AttributeNames, naming: KeyNaming = {}) {
    this.#renamed = new Map(Object.entries(naming.renamed ?? {}));
    this.#isStandard = naming.isStandard ?? false;
    this.#lifted = new Set(naming.lifted);
    this.#required = new Set(required);
    this.#names = names;
    this.#generation = names.generation;
    this.#roles = knownRoles(roles);
  }

  /** Begins a line: forgets all keys if the ids of their names are no longer valid. */
  begin(): void {
    if (this.#generation === this.#names.generation) return;
    this.#generation = this.#names.generation;
    this.#slots = NO_SLOTS as (Key | undefined)[];
    this.#order = NO_ORDER as (Key | undefined)[];
    this.#count = 0;
  }

  /**
   * The key that begins at `start`, just after its quote, if it is the one that stood at this place in the line before:
   * objects of one log have the same keys in the same order.
   */
  guess(bytes: Uint8Array, start: number, end: number, parent: Key | undefined, ordinal: number): Key | undefined {
    const key = this.#order[ordinal];
    if (key === undefined || key.parent !== (parent === undefined ? 0 : parent.id)) return undefined;
    const length = key.bytes.length;
    if (start + length >= end || bytes[start + length] !== QUOTE) return undefined;
    return equalBytes(key.bytes, 0, bytes, start, length) ? key : undefined;
  }

  /** Notes which key stands at the place `ordinal` of a line. */
  expect(key: Key, ordinal: number): void {
    if (ordinal >= MAX_ORDER) return;
    if (this.#order === NO_ORDER) this.#order = [...NO_ORDER];
    this.#order[ordinal] = key;
  }

  /** The key `[start, end)` of the object whose own key is `parent`, if any. */
  find(bytes: Uint8Array, start: number, end: number, parent: Key | undefined): Key {
    const parentId = parent === undefined ? 0 : parent.id;
    const length = end - start;
    const hash = hashOf(bytes, start, end, parentId);
    let slot = hash & (this.#slots.length - 1);
    for (let key = this.#slots[slot]; key !== undefined; key = this.#slots[slot]) {
      if (key.parent === parentId && key.bytes.length === length && equalBytes(key.bytes, 0, bytes, start, length)) {
        return key;
      }
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    return this.#insert(decodeText(bytes, start, end), bytes.slice(start, end), hash, parent);
  }

  #insert(text: string, bytes: Uint8Array, hash: number, parent: Key | undefined): Key {
    if (this.#slots === NO_SLOTS || this.#count * 2 >= this.#slots.length) this.#grow();
    const around = parent === undefined ? "" : parent.prefix;
    const name = around + text;
    const known = this.#roles.exact.get(name) ?? this.#roles.folded.get(foldName(name));
    const isLifted = this.#lifted.has(text);
    const attribute = this.#renamed.get(name) ?? (this.#isStandard ? standardName(name) : name);
    const key: Key = {
      bytes,
      parent: parent === undefined ? 0 : parent.id,
      id: nextKeyId++,
      name,
      role: known?.role ?? -1,
      priority: known?.priority ?? 0,
      required: this.#required.has(name),
      attribute: this.#names.idOf(attribute),
      prefix: isLifted ? around : `${name}.`,
      isLifted,
      isKept: attribute === REQUEST_ID,
      isOtelSeverity: foldName(name).endsWith("severitynumber"),
    };
    this.#place(key, hash);
    this.#count++;
    return key;
  }

  #place(key: Key, hash: number): void {
    let slot = hash & (this.#slots.length - 1);
    while (this.#slots[slot] !== undefined) slot = (slot + 1) & (this.#slots.length - 1);
    this.#slots[slot] = key;
  }

  #grow(): void {
    const keys = this.#slots;
    this.#slots = Array.from({ length: Math.max(FIRST_SLOTS, keys.length * 2) });
    for (const key of keys) {
      if (key === undefined) continue;
      this.#place(key, hashOf(key.bytes, 0, key.bytes.length, key.parent));
    }
  }
}

/** FNV-1a: sums of powers, as of 31, are the same for thousands of names that are easily made. */
function hashOf(bytes: Uint8Array, start: number, end: number, parent: number): number {
  let hash = Math.imul(parent ^ (end - start) ^ 0x811c9dc5, 0x01000193);
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

// Never reused, so that the keys of a table that started anew cannot be taken for older ones.
let nextKeyId = 1;
