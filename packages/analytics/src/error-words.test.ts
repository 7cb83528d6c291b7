import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorLabel, errorWords } from "./error-words.ts";

describe("the words of an error", () => {
  it("are lower case, in order, without numbers, hex, ids and stop words", () => {
    expect(errorWords("Connection to db-17:5432 refused after 30s (attempt 3 of 5)")).toEqual(
      "connection db refused after attempt".split(" "),
    );
    expect(errorWords("tx 0xdeadbeef01 aborted, hash deadbeef, blk_-1608999687919862906")).toEqual(
      "tx aborted hash blk".split(" "),
    );
    expect(errorWords("request 3f2a9c1e-cafe-4bed-9eef-00de1fabcafe from 10.0.0.7 via fe80:0:0:dead::1")).toEqual([
      "request",
      "via",
    ]);
  });

  it("leave out the value of key=value", () => {
    expect(errorWords("authentication failure; ruser=oracle rhost=gate.example.org")).toEqual(
      "authentication failure ruser rhost".split(" "),
    );
  });

  it("leave out a masker's placeholders", () => {
    expect(errorWords("Timeout after <*> for <uuid> at <num>")).toEqual(["timeout", "after"]);
  });

  it("leave out stack frames but keep the lines that name the error", () => {
    const trace =
      'Request failed\nTraceback (most recent call):\n  File "app.py", line 3, in handle\nValueError: bad input';
    expect(errorWords(trace)).toEqual("request failed traceback recent call valueerror bad input".split(" "));
  });

  it("never hold a digit, whatever the message, and are at most 64", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.integer(), (text, number) => {
        const words = errorWords(`${text} ${number} ${text}${number}`);
        expect(words.length).toBeLessThanOrEqual(64);
        for (const word of words) expect(word).not.toMatch(/\p{N}/u);
      }),
    );
    expect(errorWords("word ".repeat(300)).length).toBe(64);
  });

  it("are found in a message made to be slow before the test runs out of time", () => {
    expect(errorWords("a.".repeat(500_000))).toEqual([]);
    expect(errorWords("timeout " + "f:".repeat(500_000) + "0")).toEqual(["timeout"]);
  });
});

describe("the label of an error", () => {
  it("keeps the common words in place and marks what varies", () => {
    const common = new Set(["login", "failed", "user"]);
    expect(errorLabel("Login failed for user alice from 10.0.0.7 at 12:00", common)).toBe(
      "Login failed for user … from … at …",
    );
  });

  it("begins after the ids by name with which the message begins", () => {
    const common = new Set(["trace", "span", "card", "declined"]);
    expect(errorLabel("Cart.java:17 trace: 11d9b6 span: 7f0 card 7 declined", common)).toBe("card … declined");
  });

  it("keeps what is common within a path or a pair, and leaves out the rest of it", () => {
    const common = new Set(["request", "failed", "path", "orders", "status"]);
    expect(errorLabel("request failed path=/api/v1/orders/33227 status=500 id=81", common)).toBe(
      "request failed path=/…/orders/… status=… …",
    );
    expect(errorLabel("request failed 10.0.0.1:8080,10.0.0.2:8080", common)).toBe("request failed …");
  });

  it("is the message itself where no word is left, and at most 120 characters", () => {
    expect(errorLabel("12 34", new Set())).toBe("12 34");
    expect(errorLabel("stuck ".repeat(100), new Set(["stuck"])).length).toBeLessThanOrEqual(120);
  });
});
