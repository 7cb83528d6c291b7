import Fastify from "fastify";
import { expect, test } from "vitest";
import type { HttpApp } from "./http-app.ts";
import { noteRequests } from "./note-requests.ts";

test("requests are noted until they are answered, but for those about runs", async () => {
  const noted: string[] = [];
  const app = Fastify();
  noteRequests(app as unknown as HttpApp, {
    begin() {
      noted.push("begun");
      return () => void noted.push("ended");
    },
  });
  app.get("/logs", async () => (noted.push("answered"), "a line"));
  app.get("/analytics/runs", async () => "none");
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  await (await fetch(`${address}/analytics/runs`)).text();
  expect(noted).toEqual([]);
  await (await fetch(`${address}/logs`)).text();
  await expect.poll(() => noted).toEqual(["begun", "answered", "ended"]);
  await app.close();
});
