import { describe, expect, it } from "vitest";
import { ConnectionPool } from "./connection-pool.ts";

describe("A pool of connections", () => {
  it("gives each connection one thing to do at a time, in the order of asking, and goes on after a failure", async () => {
    const pool = new ConnectionPool(["a", "b"]);
    const busy = new Map<string, number>();
    const order: number[] = [];
    const work = (number: number) =>
      pool.use(async (connection) => {
        order.push(number);
        busy.set(connection, (busy.get(connection) ?? 0) + 1);
        expect(busy.get(connection)).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 2));
        busy.set(connection, 0);
        if (number % 3 === 0) throw new Error(`${number}`);
        return number;
      });
    const results = await Promise.allSettled(Array.from({ length: 9 }, (_, number) => work(number)));
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(results.filter((result) => result.status === "rejected")).toHaveLength(3);
  });
});
