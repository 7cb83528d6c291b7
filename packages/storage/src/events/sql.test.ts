import { describe, expect, it } from "vitest";
import { allOf, render, sql, text, texts, uint32 } from "./sql.ts";

describe("The SQL template", () => {
  it("turns every value into a bound parameter, numbered from left to right through its fragments", () => {
    const where = allOf([sql`level = ${uint32(1)}`, sql`service IN ${texts(["a", "b'"])}`]);
    expect(render(sql`SELECT ${text("x")} FROM t WHERE ${where} LIMIT ${uint32(9)}`)).toEqual({
      text: "SELECT {p0:String} FROM t WHERE level = {p1:UInt32} AND service IN {p2:Array(String)} LIMIT {p3:UInt32}",
      parameters: { p0: "x", p1: 1, p2: ["a", "b'"], p3: 9 },
    });
  });

  it("holds always where there are no conditions", () => {
    expect(render(sql`WHERE ${allOf([])}`)).toEqual({ text: "WHERE 1", parameters: {} });
  });

  it("does not compile with a plain string or number in it", () => {
    // @ts-expect-error a string may come from anywhere
    const withString = () => sql`SELECT ${"x"}`;
    // @ts-expect-error a number has no ClickHouse type
    const withNumber = () => sql`SELECT ${1}`;
    // @ts-expect-error an object that looks like SQL was not made by the template
    const withImitation = () => sql`SELECT ${{ parts: ["x"], holes: [] }}`;
    // What counts is that the compiler expects the errors above.
    expect([withString, withNumber, withImitation]).toHaveLength(3);
  });
});
