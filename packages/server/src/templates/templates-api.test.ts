import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";
import type { TestClient } from "../testing/test-client.ts";

let running: TestServer;
let admin: TestClient;
let shop: number;

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 2, 14, 8, minute, second)).toISOString();

/** Orders over an hour; for the last ten minutes their payments fail. */
function shopLog(): string {
  const lines: string[] = [];
  for (let minute = 0; minute < 60; minute++) {
    lines.push(`${at(minute)} INFO shop order ${minute} placed by user ${minute % 3} in ${minute + 5} ms`);
    if (minute >= 50) lines.push(`${at(minute, 9)} ERROR pay card of "bank ${minute % 2}" declined`);
  }
  lines.push(`${at(7)} WARN shop stock is low`, "WARN shop nobody knows when this was");
  return `${lines.join("\n")}\n`;
}

const PLACED = "order <*> placed by user <*> in <*> ms";
const DECLINED = 'card of "<*>" declined';

const list = async (query = "") => (await admin.get(`/analytics/templates?${query}`)).body;
const textsOf = (body: any): string[] => body.items.map((item: any) => item.text);
const find = async (text: string) => (await list()).items.find((item: any) => item.text === text);

beforeAll(async () => {
  running = await startTestServer();
  admin = await running.client.signIn(ADMIN);
});
afterAll(() => running.stop());

describe("The templates of messages", () => {
  test("are none while there is nothing", async () => {
    expect(await list()).toMatchObject({ items: [], total: 0, entries: 0, start: null, is_complete: true });
  });

  test("are there once files are read, the most frequent first, with counts over one grid", async () => {
    shop = (await admin.uploadAndRead("shop.log", shopLog())).id;
    const both = await Promise.all([list(), list()]);
    expect(both[0]).toEqual(both[1]);
    const [body] = both;
    expect(textsOf(body).slice(0, 2)).toEqual([PLACED, DECLINED]);
    expect(body).toMatchObject({ total: 4, entries: 72, start: at(0), bucket_seconds: 60, is_complete: true });
    expect(body.items[1]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      text: DECLINED,
      count: 10,
      share: 10 / 72,
      levels: [{ level: "ERROR", count: 10 }],
      services: [{ service: "pay", count: 10 }],
      first_seen: "2026-03-14T08:50:09.000000Z",
      last_seen: "2026-03-14T08:59:09.000000Z",
      is_new: false,
      timeline: Array.from({ length: 60 }, (_, minute) => (minute < 50 ? 0 : 1)),
    });
    expect(body.items.find((item: any) => item.text.startsWith("shop nobody"))).toMatchObject({
      first_seen: null,
      count: 1,
    });
  });

  test("are found by their text, in pages, in another order", async () => {
    expect(textsOf(await list("q=DECLINED"))).toEqual([DECLINED]);
    expect(textsOf(await list("sort=text&limit=2&offset=1"))).toEqual([PLACED, "shop nobody knows when this was"]);
    expect(textsOf(await list("sort=last_seen"))[0]).toBe(DECLINED);
    expect(textsOf(await list("sort=rare"))[3]).toBe(PLACED);
    expect((await admin.get("/analytics/templates?sort=colour")).status).toBe(422);
    expect((await running.client.get("/analytics/templates")).status).toBe(401);
  });

  test("are those of a range, a level, a service and a file; what was not there before the range is new", async () => {
    const late = await list(`start=${at(50, 30)}&end=${at(55)}`);
    expect(late).toMatchObject({ entries: 10, start: at(50), bucket_seconds: 60 });
    expect(late.items.map((item: any) => [item.text, item.count, item.is_new, item.timeline])).toEqual(
      expect.arrayContaining([
        [PLACED, 5, false, [1, 1, 1, 1, 1]],
        [DECLINED, 5, true, [1, 1, 1, 1, 1]],
      ]),
    );
    expect(textsOf(await list(`start=${at(50)}&new=true`))).toEqual([DECLINED]);
    expect(textsOf(await list(`start=${at(50)}&new=false`))).toEqual([PLACED]);
    expect((await list(`start=${at(0)}`)).items.some((item: any) => item.is_new)).toBe(false);
    expect(textsOf(await list("level=ERROR&service=pay"))).toEqual([DECLINED]);
    expect((await list(`file_id=${shop + 1}`)).total).toBe(0);
  });

  test("tell of one where and when it was, and which values its parameters have", async () => {
    const placed = await find(PLACED);
    const { body } = await admin.get(`/analytics/templates/${placed.id}`);
    const { timeline, share, ...summary } = placed;
    expect(body).toMatchObject(summary);
    expect(body.files).toEqual([{ file_id: shop, filename: "shop.log", count: 60 }]);
    expect(body.timeline.buckets.map((bucket: any) => bucket.info)).toEqual(timeline);
    expect(body.examples).toHaveLength(5);
    expect(body.examples[0]).toEqual({
      id: shop * 2 ** 32 + 69,
      timestamp: "2026-03-14T08:59:00.000000Z",
      level: "INFO",
      service: "shop",
      message: "order 59 placed by user 2 in 64 ms",
    });
    expect(body.parameters.map(({ kind, distinct }: any) => [kind, distinct])).toEqual([
      ["number", 60],
      ["number", 3],
      ["number", 60],
    ]);
    expect(body.parameters[1].values).toContainEqual({ value: "2", count: 20 });
    expect(body).toMatchObject({ parameter_entries: 60, is_approximate: false });
    const { body: late } = await admin.get(`/analytics/templates/${placed.id}?start=${at(58)}&level=INFO`);
    expect(late).toMatchObject({ count: 2, share: 1, is_new: false, parameter_entries: 2 });
    expect((await admin.get("/analytics/templates/0123456789abcdef")).status).toBe(404);
    expect((await admin.get("/analytics/templates/7")).status).toBe(422);
  });

  test("are known to their entries, and find them", async () => {
    const declined = await find(DECLINED);
    const query = `q=template:${declined.id.toUpperCase()}`;
    const { body } = await admin.get(`/logs?${query}&limit=3`);
    expect(body.total).toBe(10);
    for (const entry of body.items) expect(entry).toMatchObject({ level: "ERROR", template_id: declined.id });
    expect((await admin.get(`/logs/${body.items[0].id}`)).body).toEqual(body.items[0]);
    expect((await admin.get(`/logs/${body.items[0].id}/context`)).body.entry).toEqual(body.items[0]);
    expect((await admin.get(`/stats/summary?q=-template:${declined.id}`)).body.total_entries).toBe(62);
    for (const wrong of ["template:0123456789abcdef", "template:7", "template:*"]) {
      const { status, body: problem } = await admin.get(`/logs?q=${wrong}`);
      expect(status).toBe(422);
      expect(problem).toMatchObject({ code: "invalid_query", errors: [{ path: "q", end: wrong.length }] });
    }
  });

  test("stay the same when more comes, and are gone when their entries are", async () => {
    const before = await list();
    const more = `${at(90)} INFO shop order 61 placed by guest in 7 ms\n${at(91)} INFO shop doors are shut\n`;
    const file = await admin.uploadAndRead("more.log", more);
    const { body } = await admin.get(`/logs?file_id=${file.id}`);
    expect(body.items.map((entry: any) => entry.template_id)).toEqual([null, null]);
    const after = await list();
    expect(after.total).toBe(before.total + 2);
    for (const { id, count } of before.items)
      expect(after.items).toContainEqual(expect.objectContaining({ id, count }));
    const { body: known } = await admin.get(`/logs?file_id=${file.id}`);
    const ids = after.items.map((item: any) => item.id);
    for (const entry of known.items) expect(ids).toContain(entry.template_id);
    expect((await admin.delete(`/logs/files/${file.id}`)).status).toBe(204);
    expect(await list()).toEqual(before);
    expect((await admin.get(`/analytics/templates/${known.items[0].template_id}`)).body).toMatchObject({ count: 0 });
  });

  test("are listed and described while files come and go", async () => {
    const before = await list();
    const filesComeAndGo = async (name: string): Promise<void> => {
      for (let i = 0; i < 3; i++) {
        const lines = Array.from(
          { length: 40 },
          (_, line) => `${at(line)} INFO ${name} ${name}${line} of ${i} is well\n`,
        );
        const { body } = await admin.upload(`${name}.log`, lines.join(""));
        if (i % 2 === 0) await admin.whenRead(body.log_file_id);
        expect((await admin.delete(`/logs/files/${body.log_file_id}`)).status).toBe(204);
      }
    };
    let isOver = false;
    const coming = Promise.all(["one", "other"].map(filesComeAndGo)).finally(() => (isOver = true));
    while (!isOver) {
      const { status, body } = await admin.get("/analytics/templates?limit=500");
      expect(status).toBe(200);
      const counted = body.items.reduce((sum: number, item: any) => sum + item.count, 0);
      expect(counted).toBeLessThanOrEqual(body.entries);
      const described = await admin.get(`/analytics/templates/${body.items.at(-1).id}`);
      expect([200, 404]).toContain(described.status);
    }
    await coming;
    expect(await list()).toEqual(before);
  });
});
