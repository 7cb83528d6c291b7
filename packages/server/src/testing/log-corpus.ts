import { randomOf } from "../input/testing/random.ts";

export interface LogCorpus {
  readonly text: string;
  /** Physical lines. */
  readonly lines: number;
  readonly entries: number;
  /** Entries by level, counted while they were made and not by reading them. */
  readonly levels: Readonly<Record<string, number>>;
  readonly services: Readonly<Record<string, number>>;
}

const LEVELS = ["INFO", "INFO", "INFO", "INFO", "DEBUG", "DEBUG", "WARNING", "ERROR", "FATAL", "TRACE"] as const;
const SERVICES = ["checkout-api", "payments-api", "search-api", "stock-db"] as const;
const START_MS = Date.UTC(2026, 2, 14, 9);

/** Lines as applications write them, one every 100 ms, each hundredth with a stack trace of two lines. */
export function makeLogCorpus(entries: number, seed = 1): LogCorpus {
  const random = randomOf(seed);
  const levels: Record<string, number> = {};
  const services: Record<string, number> = {};
  const lines: string[] = [];
  for (let i = 0; i < entries; i++) {
    const level = LEVELS[Math.floor(random() * LEVELS.length)]!;
    const service = SERVICES[Math.floor(random() * SERVICES.length)]!;
    levels[level] = (levels[level] ?? 0) + 1;
    services[service] = (services[service] ?? 0) + 1;
    const time = new Date(START_MS + i * 100).toISOString();
    lines.push(`${time} ${level} ${service} request ${i} took ${Math.floor(random() * 900)} ms for user ${i % 97}`);
    if (i % 100 === 50)
      lines.push("\tat com.example.Handler.run(Handler.java:42)", "\tat java.lang.Thread.run(Thread.java:7)");
  }
  return { text: `${lines.join("\n")}\n`, lines: lines.length, entries, levels, services };
}
