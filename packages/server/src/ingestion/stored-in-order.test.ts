import { expect, test } from "vitest";
import { StoredInOrder } from "./stored-in-order.ts";

/** Blocks of which each is stored when it is told to, and what became of them. */
function blocks() {
  const happened: string[] = [];
  const settle = new Map<string, { done: () => void; fail: (error: Error) => void }>();
  const stores = new StoredInOrder();
  const add = (name: string, atOnce = 2) =>
    stores.add(
      atOnce,
      () => {
        happened.push(`${name} begins`);
        return new Promise((done, fail) => void settle.set(name, { done, fail }));
      },
      async () => void happened.push(`${name} is noted`),
    );
  const settled = () => new Promise((resolve) => setTimeout(resolve, 10));
  return { stores, happened, add, settle: (name: string) => settle.get(name)!, settled };
}

test("two are stored at once, and noted in their order, whichever is stored first", async () => {
  const { stores, happened, add, settle, settled } = blocks();
  await add("a");
  const second = add("b");
  settle("b").done();
  await settled();
  expect(happened).toEqual(["a begins", "b begins"]);
  settle("a").done();
  await second;
  await stores.end();
  expect(happened).toEqual(["a begins", "b begins", "a is noted", "b is noted"]);
});

test("one at a time is noted before the next begins", async () => {
  const { happened, add, settle } = blocks();
  const first = add("a", 1);
  settle("a").done();
  await first;
  void add("b", 1);
  expect(happened).toEqual(["a begins", "a is noted", "b begins"]);
});

test("what comes after one that failed is not noted, and the failure waits until nothing is being stored", async () => {
  const { stores, happened, add, settle, settled } = blocks();
  await add("a");
  const second = add("b");
  settle("a").fail(new Error("the engine gave up"));
  await expect(second).rejects.toThrow("the engine gave up");
  let isSettled = false;
  const ending = stores.settled().then(() => (isSettled = true));
  await settled();
  expect(isSettled).toBe(false);
  settle("b").done();
  await ending;
  expect(happened).toEqual(["a begins", "b begins"]);
});
