import { expect, test } from "vitest";
import { AttributeNames } from "../attribute-names.ts";
import { ByteBuffer } from "../byte-buffer.ts";
import { Captures, DECODED, FIRST_ATTRIBUTE, HOST, IGNORED, MESSAGE } from "../captures.ts";
import { FieldCollector } from "../structured/field-collector.ts";
import { KeyTable, type RoleNames } from "../structured/key-table.ts";
import { decodeText, encodeText } from "../text.ts";
import { TimestampParser } from "../timestamps/timestamp-parser.ts";
import { YearlessClock } from "../timestamps/yearless-clock.ts";
import { KeyValuePairs, type PairStyle } from "./key-value-pairs.ts";

/** The pairs of a message, by key; the message itself under `message` where it is still one. */
function pairsOf(style: PairStyle, text: string, roles: RoleNames = {}) {
  const names = new AttributeNames([]);
  const keys = new KeyTable(roles, [], names, { renamed: { SRC: "src_ip" } });
  const pairs = new KeyValuePairs(style, keys, new FieldCollector(new TimestampParser(new YearlessClock(0))));
  const captures = new Captures(new ByteBuffer(8));
  const bytes = encodeText(text);
  captures.add(MESSAGE, 0, bytes.length);
  pairs.takeFrom(MESSAGE, bytes, captures);
  const found: Record<string, string> = {};
  for (let i = 0; i < captures.count; i++) {
    const field = captures.field[i];
    if (field === IGNORED || (field === MESSAGE && i === 0)) continue;
    const isDecoded = captures.start[i] >= DECODED;
    const base = isDecoded ? DECODED : 0;
    const value = decodeText(
      isDecoded ? captures.decoded.bytes : bytes,
      captures.start[i] - base,
      captures.end[i] - base,
    );
    const code = field >= FIRST_ATTRIBUTE ? names.codeOf(field - FIRST_ATTRIBUTE) : 0;
    const name = field === MESSAGE ? "message" : field === HOST ? "host" : names.values()[code]!;
    found[name] = value;
  }
  return { found, level: captures.level, keepsMessage: captures.field[0] === MESSAGE };
}

test.each<[PairStyle, string, Record<string, string>]>([
  ["words", "DROP: IN=eth0 OUT= SRC=192.0.2.7 DF PROTO=TCP", { IN: "eth0", src_ip: "192.0.2.7", PROTO: "TCP" }],
  ["words", 'say="a \\"b\\" c" key=(null)', { say: 'a "b" c', key: "(null)" }],
  ["words", "pid=7 msg='op=login acct=\"mona\" res=failed'", { pid: "7", op: "login", acct: "mona", res: "failed" }],
  ["words", "note='two words' x=1", { note: "two words", x: "1" }],
  ["words", "to=<a@b.example>, relay=none, status=sent (250 ok)", { to: "a@b.example", relay: "none", status: "sent" }],
  ["words", 'A="1",B="2",C=3', { A: "1", B: "2", C: "3" }],
  ["words", "root by (uid=0) f=g(x)", { uid: "0", f: "g(x)" }],
  ["words", "a == b, c=, = d", {}],
  [
    "spread",
    "cs1=Head office suser=mona lind act=a\\=b\\\\c",
    { cs1: "Head office", suser: "mona lind", act: "a=b\\c" },
  ],
  ["spread", "src=192.0.2.7\tusr=mona lind x=y\tsev=5", { src: "192.0.2.7", usr: "mona lind x=y", sev: "5" }],
  ["spread", "src=192.0.2.7^usr=mona lind^sev=5", { src: "192.0.2.7", usr: "mona lind", sev: "5" }],
  ["semicolons", "mona : TTY=pts/0 ; USER=root ; COMMAND=/bin/sh -c x=1", { USER: "root", COMMAND: "/bin/sh -c x=1" }],
  ["tags", 'Denied. [id "71"] [msg "say [\\"x\\"]"] [odd] [uri "/"]', { id: "71", msg: 'say ["x"]', uri: "/" }],
  ["lines", "A=1\nB=two words\n\nC=x=y", { A: "1", B: "two words", C: "x=y" }],
  [
    "elements",
    "<E><P Name='SC' id=\"7\"/><L>4</L><Data Name='user'>mona &amp; &lt;ina&gt;</Data><Empty></Empty><Data>\n x </Data></E>",
    { "P.Name": "SC", "P.id": "7", L: "4", user: "mona & <ina>", Data: "x" },
  ],
  ["elements", "<E a='1", { "E.a": "1" }],
])("pairs in the style %s are found in %s", (style, text, expected) => {
  expect(pairsOf(style, text).found).toEqual(expected);
});

test("a pair that plays a role goes to its column, and takes the place of the message that holds it", () => {
  const roles = { host: ["dev"], message: ["msg"], level: ["lvl"] };
  const taken = pairsOf("words", 'dev=gate-1 lvl=warning msg="no route" x=1', roles);
  expect(taken.found).toEqual({ host: "gate-1", message: "no route", x: "1" });
  expect(taken.keepsMessage).toBe(false);
  expect(taken.level).toBeGreaterThan(0);
  expect(pairsOf("words", "x=1", roles).keepsMessage).toBe(true);
});
