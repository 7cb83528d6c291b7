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

  it("keeps a connection free of background work, which waits until nothing urgent does", async () => {
    const pool = new ConnectionPool(["a", "b"]);
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    const start = (name: string, lane: "urgent" | "background") =>
      pool.use(() => {
        begun.push(name);
        return new Promise<void>((resolve) => ends.set(name, resolve));
      }, lane);
    const end = async (name: string): Promise<void> => {
      ends.get(name)!();
      await new Promise((resolve) => setImmediate(resolve));
    };
    const all = [start("run 1", "background"), start("run 2", "background"), start("page 1", "urgent")];
    all.push(start("page 2", "urgent"));
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toEqual(["run 1", "page 1"]);
    await end("run 1");
    expect(begun).toEqual(["run 1", "page 1", "page 2"]);
    await end("page 1");
    expect(begun).toEqual(["run 1", "page 1", "page 2", "run 2"]);
    await end("page 2");
    await end("run 2");
    await Promise.all(all);
  });
});
