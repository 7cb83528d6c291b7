import { describe, expect, test } from "vitest";
import { read } from "./testing/read.ts";

// Two traces each, with what the first of them tells.
const TRACES: [string, string, string, string | undefined][] = [
  [
    "Java",
    'Exception in thread "main" shop.CartError: no item\n\tat shop.Cart.add(Cart.java:7)\nCaused by: java.io.IOException: gone;\n  nested exception is:\njava.net.SocketException: reset\n\n\tat a.B.c(Unknown Source)\n\t... 2 more\n',
    "FATAL",
    "shop.CartError",
  ],
  [
    "chained Python",
    'Traceback (most recent call last):\n  File "a.py", line 3, in <module>\n    f()\nKeyError: 7\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "a.py", line 5, in <module>\n    g()\nshop.Broken\n',
    "ERROR",
    "KeyError",
  ],
  [
    "Node",
    "/srv/shop/cart.js:7\n    throw new TypeError('no item');\n    ^\n\nTypeError [ERR_ITEM]: no item\n    at add (/srv/shop/cart.js:7:9)\n    at node:internal/main:12:3 {\n  code: 'ERR_ITEM'\n}\n",
    "ERROR",
    "TypeError",
  ],
  [
    "Go",
    "panic: no item\n[signal SIGSEGV: segmentation violation code=0x1]\n\ngoroutine 1 [running]:\nmain.add(0x1, 0x2)\n\t/srv/shop/cart.go:7 +0x1f\ncreated by main.main\n\t/srv/shop/main.go:3 +0x2\n\ngoroutine 7 [select]:\nnet/http.(*conn).serve(0xc0)\n\t/srv/http.go:1 +0x1\nexit status 2\n",
    "FATAL",
    undefined,
  ],
  [
    ".NET",
    "Unhandled exception. Shop.CartException: no item\n ---> System.IO.IOException: gone\n   at Shop.Cart.Add(Int32 item) in /srv/Cart.cs:line 7\n   --- End of inner exception stack trace ---\n   at Shop.Program.Main()\n",
    "FATAL",
    "Shop.CartException",
  ],
  [
    "PHP",
    "PHP Fatal error:  Uncaught CartException: no item in /srv/cart.php:7\nStack trace:\n#0 /srv/index.php(3): add(7)\n#1 {main}\n  thrown in /srv/cart.php on line 7\n",
    "FATAL",
    "CartException",
  ],
  ["Ruby", "cart.rb:7:in `add': no item (CartError)\n\tfrom cart.rb:12:in `<main>'\n", "ERROR", "CartError"],
  [
    "Dart",
    "Unhandled exception:\nBad state: no item\n#0      add (file:///srv/cart.dart:7:3)\n#1      main (file:///srv/cart.dart:12:3)\n<asynchronous suspension>\n",
    "FATAL",
    undefined,
  ],
  ["Elixir", "** (CartError) no item\n    (shop 0.1.0) lib/cart.ex:7: Cart.add/1\n", "ERROR", "CartError"],
];

describe.each(TRACES)("a trace of %s", (_, trace, level, exception) => {
  test("is one record, also where others follow", () => {
    const rows = read(trace + trace);
    expect(rows.map((row) => row.raw)).toEqual([trace, trace]);
    expect(rows[0]).toMatchObject({ format: "trace", status: "partial", level });
    expect(rows[0]!.attributes["exception.type"]).toBe(exception);
  });

  test("belongs to the record before it", () => {
    const line = "2026-11-22T14:03:07.412Z WARN cart-service failed\n";
    const rows = read(line + trace + line);
    expect(rows.map((row) => [row.raw, row.level])).toEqual([
      [line + trace, "WARNING"],
      [line, "WARNING"],
    ]);
  });
});

test("a record without a level that holds a trace is an error", () => {
  const rows = read("2026-11-22 14:03:07 request failed\n\tat a.b.C.d(C.java:1)\n2026-11-22 14:03:08 next\n");
  expect(rows.map((row) => row.level)).toEqual(["ERROR", null]);
});

test("a warning of Python is a warning", () => {
  const text = "/srv/a.py:3: in f\nDeprecationWarning: use g\n  at f()\n";
  expect(read(text).at(-1)).toMatchObject({ level: "WARNING", attributes: { "exception.type": "DeprecationWarning" } });
});

test("a line after a trace that only begins with a blank is one of its format", () => {
  const line = " INFO 2026-11-22 14:03:07,412 [main] shop.Cart - ready\n";
  const failed =
    "ERROR 2026-11-22 14:03:07,412 [main] shop.Cart - failed\njava.io.IOException: gone\n\tat a.b.C.d(C.java:1)\n";
  expect(read(`${failed}${line}${failed}${line}`).map((row) => row.raw)).toEqual([failed, line, failed, line]);
});
