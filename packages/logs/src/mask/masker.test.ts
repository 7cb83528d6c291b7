import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeText } from "../text.ts";
import { Masker, maskMessage } from "./masker.ts";

function hashOf(text: string): string {
  const masker = new Masker();
  const bytes = encodeText(`before ${text} after`);
  masker.hash(bytes, 7, bytes.length - 6);
  return `${masker.high}:${masker.low}`;
}

describe("a mask", () => {
  test.each([
    ["Charged card in 12 ms order=123", "Charged card in <*> ms order=<*>"],
    ["took 12ms, 3.5s left", "took <*>, <*> left"],
    ["connect to 10.0.0.1:8080 failed", "connect to <*> failed"],
    ["GET /api/orders/42/items HTTP/1.1", "GET /api/orders/<*>/items HTTP/<*>"],
    ["GET /search?q=shoes&page=next now", "GET /search?<*> now"],
    ["session 9f8b2c1e-5d4a-4c3b-8a7f-1e2d3c4b5a69 ended", "session <*> ended"],
    ["commit deadbeefcafe pushed", "commit <*> pushed"],
    ["a cafe opened", "a cafe opened"],
    ["mail to jane.doe@example.com bounced", "mail to <*> bounced"],
    ['file "report of may.pdf" not found', 'file "<*>" not found'],
    ["can't open 'a b', won't try", "can't open '<*>', won't try"],
    ['an "open quote', 'an "open quote'],
    ["ids 1,2,3", "ids <*>"],
    ["at 14:03:07 sharp", "at <*> sharp"],
    ["über 3 Größen", "über <*> Größen"],
    ["fe80::1ff:fe23:4567:890a up", "<*> up"],
    ["peers ::ffff:10.0.0.7 and ::1#53", "peers <*> and <*>"],
    ["link 00:1b:44:11:3a:b7 lost", "link <*> lost"],
    ["Received block blk_-1608999687919862906 of size 91178", "Received block <*> of size <*>"],
    ["connection () at Sat Jun 11 00:26:07 2005 closed", "connection () at <*> closed"],
    ["expires Sat, Jun 11 00:26:07 PDT 2005", "expires <*>"],
    ["stored (estimated size 93.3 KB, free 4 B)", "stored (estimated size <*>, free <*>)"],
    ["loaded https://cdn.example.com/a,b/c?d=e.", "loaded <*>."],
    ["jdbc:mysql://db:3306/shop refused", "jdbc:<*> refused"],
    ["open /etc/httpd/conf/workers.properties: denied", "open <*>: denied"],
    ["chdir(/home/ann/) and (and/or) name=/ ok", "chdir(<*>) and (and/or) name=<*> ok"],
    ["cannot read C:\\Windows\\Temp\\x.dll, gone", "cannot read <*>, gone"],
    ["POST /cart/checkout refused", "POST /cart/checkout refused"],
    ['"GET /v2/servers HTTP/1.1" status: 200', '"GET <*>" status: <*>'],
    ["key '' is empty", "key '<*>' is empty"],
    ["token dGhpc3BpcyB/IHRlc3Q+b2theT09PQ== sent", "token <*> sent"],
    ["tile fault register....0x4f, a0=7 r24=9", "tile fault register....<*>, a0=<*> r24=<*>"],
    ["do_page_fault+0x2c/0x80 on CPU#1", "do_page_fault+<*> on CPU#<*>"],
    ["jk2_init() over ssh2 and IPv6 by Slf4jLogger", "jk2_init() over ssh2 and IPv6 by Slf4jLogger"],
    ["ask to delete 1 2 3 4 5", "ask to delete <*> <*>"],
    ["slots 1, 2, 3, 4 free", "slots <*>, <*> free"],
    ["in slot 7.", "in slot <*>."],
  ])("of %s is %s", (text, expected) => {
    expect(maskMessage(text)).toBe(expected);
  });

  test("is that of the first line, and the class of the exception on the second", () => {
    expect(maskMessage("order 7 failed\r\n\tat a.B.c(B.java:3)")).toBe("order <*> failed");
    expect(maskMessage("order 7 failed\njava.io.IOException: reset 5\n\tat a.B")).toBe(
      "order <*> failed\njava.io.IOException",
    );
  });

  test("does not depend on what stands around the message", () => {
    expect(hashOf("'x y' gone")).not.toBe(hashOf("x gone"));
    const masker = new Masker();
    const bytes = encodeText("it's 'x' here");
    masker.hash(bytes, 3, bytes.length);
    const low = masker.low;
    masker.hash(encodeText("s 'x' here"), 0, 10);
    expect(masker.low).toBe(low);
  });
});

test("messages have the same shape exactly when their masks are equal", () => {
  const word = fc.constantFrom(
    "user",
    "42",
    "7",
    "a1",
    "'q'",
    '"x y"',
    "=",
    ",",
    ":",
    "/",
    "cafebabe",
    "a@b",
    "é",
    "\n",
    "?",
  );
  const message = fc.array(word, { maxLength: 6 }).map((words) => words.join(" "));
  const joined = fc.array(word, { maxLength: 8 }).map((words) => words.join(""));
  const any = fc.oneof(message, joined, fc.string(), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(any, any, (a, b) => {
      expect(hashOf(a) === hashOf(b)).toBe(maskMessage(a) === maskMessage(b));
      const twin = a.replaceAll(/(?<![\w])\d+(?![\w])/g, "5");
      expect(hashOf(a) === hashOf(twin)).toBe(maskMessage(a) === maskMessage(twin));
    }),
    { numRuns: 1000 },
  );
});
