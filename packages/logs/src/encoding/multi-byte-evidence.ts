import type { EncodingName } from "./encoding-name.ts";

/** How a text reads in an encoding whose characters beyond ASCII have one to four bytes. */
interface Evidence {
  /** Characters beyond ASCII. */
  units: number;
  /** Those that make up most of ordinary text. */
  common: number;
  /** Japanese syllables. */
  kana: number;
  /** Bytes that begin no character. */
  errors: number;
}

/** Adds the character at `at` to the evidence; returns its length. */
type Probe = (bytes: Uint8Array, at: number, evidence: Evidence) => number;

const LEAST_UNITS = 4;
const MAX_ERROR_SHARE = 0.02;
const COMMON_SHARE = 0.6;
/** Japanese is never without its syllables, and Chinese hardly ever has them. */
const KANA_SHARE = 0.08;

/** The multi-byte encoding in which the text reads as Chinese or Japanese, or null. */
export function multiByteEncoding(head: Uint8Array): EncodingName | null {
  const shiftJis = evidenceOf(head, probeShiftJis);
  if (isConvincing(shiftJis) && isJapanese(shiftJis)) return "shift_jis";
  const eucJp = evidenceOf(head, probeEucJp);
  if (isConvincing(eucJp) && isJapanese(eucJp)) return "euc-jp";
  return isConvincing(evidenceOf(head, probeGb18030)) ? "gb18030" : null;
}

function isConvincing({ units, common, errors }: Evidence): boolean {
  return units >= LEAST_UNITS && errors <= units * MAX_ERROR_SHARE && common >= units * COMMON_SHARE;
}

function isJapanese({ units, kana }: Evidence): boolean {
  return kana >= units * KANA_SHARE;
}

function evidenceOf(head: Uint8Array, probe: Probe): Evidence {
  const evidence: Evidence = { units: 0, common: 0, kana: 0, errors: 0 };
  // A character may be cut off by the end.
  const end = head.length - 3;
  for (let at = 0; at < end;) at += head[at] < 0x80 ? 1 : probe(head, at, evidence);
  return evidence;
}

function between(byte: number, first: number, last: number): boolean {
  return byte >= first && byte <= last;
}

function fail(evidence: Evidence): number {
  evidence.errors++;
  return 1;
}

/** GB 18030-2005, of which GBK and GB 2312 are parts. Common: punctuation and the 3,755 characters of level 1. */
function probeGb18030(bytes: Uint8Array, at: number, evidence: Evidence): number {
  const lead = bytes[at];
  const trail = bytes[at + 1];
  if (!between(lead, 0x81, 0xfe)) return fail(evidence);
  if (between(trail, 0x30, 0x39)) {
    if (!between(bytes[at + 2], 0x81, 0xfe) || !between(bytes[at + 3], 0x30, 0x39)) return fail(evidence);
    evidence.units++;
    return 4;
  }
  if (trail < 0x40 || trail === 0x7f || trail === 0xff) return fail(evidence);
  evidence.units++;
  if (trail >= 0xa1 && (between(lead, 0xa1, 0xa3) || between(lead, 0xb0, 0xd7))) evidence.common++;
  return 2;
}

/** JIS X 0208 as Shift-JIS lays it out. Common: punctuation, kana and the 2,965 characters of level 1. */
function probeShiftJis(bytes: Uint8Array, at: number, evidence: Evidence): number {
  const lead = bytes[at];
  const trail = bytes[at + 1];
  if (between(lead, 0xa1, 0xdf)) {
    // Katakana of half width, rare, and what other encodings mostly look like.
    evidence.units++;
    return 1;
  }
  if (!between(lead, 0x81, 0x9f) && !between(lead, 0xe0, 0xfc)) return fail(evidence);
  if (trail < 0x40 || trail === 0x7f || trail > 0xfc) return fail(evidence);
  evidence.units++;
  const isKana = (lead === 0x82 && between(trail, 0x9f, 0xf1)) || (lead === 0x83 && trail <= 0x96);
  if (isKana) evidence.kana++;
  if (isKana || between(lead, 0x81, 0x82) || between(lead, 0x88, 0x98)) evidence.common++;
  return 2;
}

/** JIS X 0208 as EUC lays it out; common are the same. */
function probeEucJp(bytes: Uint8Array, at: number, evidence: Evidence): number {
  const lead = bytes[at];
  const length = lead === 0x8f ? 3 : 2;
  if (lead !== 0x8e && lead !== 0x8f && !between(lead, 0xa1, 0xfe)) return fail(evidence);
  for (let i = 1; i < length; i++) if (!between(bytes[at + i], 0xa1, 0xfe)) return fail(evidence);
  evidence.units++;
  const isKana = lead === 0xa4 || lead === 0xa5;
  if (isKana) evidence.kana++;
  if (isKana || lead === 0xa1 || lead === 0xa3 || between(lead, 0xb0, 0xcf)) evidence.common++;
  return length;
}
