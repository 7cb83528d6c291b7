import { corpusText, type CorpusCounts } from "../bench/corpus.ts";
import type { CorpusFormat } from "../bench/corpus-formats.ts";
import { signInByApi } from "./api-client.ts";
import type { RunningApp } from "./running-app.ts";

export const VIEWER = { username: "reader", password: "only looking around" } as const;

/** The hours that the seeded logs cover. */
const SEED_START_MS = Date.parse("2026-11-19T08:00:00Z");
const SEED_END_MS = Date.parse("2026-11-19T20:00:00Z");

/** Text that no format takes: kept whole, marked failed, and found by search. */
export const UNPARSED_LINES = [
  "~~~ free text that nothing recognises ~~~",
  "(another one, xyzzy-7731)",
  "~~~ the end ~~~",
];

export const MARKUP_MESSAGE = `<img src="x" onerror="document.title='owned'"><script>document.title='owned'</script>`;
const HOSTILE_LINES = [
  `2026-11-19T21:00:00.000Z ERROR gateway ${MARKUP_MESSAGE}`,
  "2026-11-19T21:00:01.000Z ERROR gateway colours \u001b[31mred\u001b[0m, a bell \u0007 and a backspace \b",
  "2026-11-19T21:00:02.000Z ERROR gateway user \u202etxt.exe\u202c signed in \u200b\u2066hidden\u2069",
  `2026-11-19T21:00:03.000Z ERROR gateway ${"long ".repeat(4000)}`,
];

export interface Seed {
  readonly app: CorpusCounts;
  readonly log4j: CorpusCounts;
  /** Ids of the files, by name. */
  readonly fileIds: Readonly<Record<string, number>>;
}

/** Fills an app with known logs and an account that may only look. */
export async function seed(app: RunningApp): Promise<Seed> {
  const api = await signInByApi(app.url);
  await api.post("/auth/users", { ...VIEWER, role: "viewer" });
  const shop = makeCorpus("app", 6000);
  const orders = makeCorpus("log4j", 1500);
  const files = {
    "shop.log": shop.text,
    "orders.log": orders.text,
    "notes.txt": `${UNPARSED_LINES.join("\n")}\n`,
    "hostile.log": `${HOSTILE_LINES.join("\n")}\n`,
  };
  const fileIds: Record<string, number> = {};
  for (const [name, text] of Object.entries(files)) {
    const id = await api.upload(name, new Blob([text]));
    const file = await api.untilDone(id);
    if (file.status !== "processed") throw new Error(`${name} was not processed: ${file.error}`);
    fileIds[name] = id;
  }
  return { app: shop.counts, log4j: orders.counts, fileIds };
}

export function makeCorpus(format: CorpusFormat, entries: number): { text: string; counts: CorpusCounts } {
  return corpusText({ format, entries, startMs: SEED_START_MS, endMs: SEED_END_MS, seed: 11 });
}
