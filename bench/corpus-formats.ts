import type { Level } from "@faultline/logs";
import type { Random, StoryEvent } from "./corpus-story.ts";

export const CORPUS_FORMATS = ["app", "nginx", "json", "log4j"] as const;
export type CorpusFormat = (typeof CORPUS_FORMATS)[number];

/** An event as the text of one entry, with its line ends. */
type ToText = (event: StoryEvent, random: Random) => string;

/** How each format writes an event; access logs keep the time and a status that stands for the level. */
export const FORMATS: Readonly<Record<CorpusFormat, ToText>> = {
  app: ({ timeMs, level, service, message, traceId }) =>
    `${isoTime(timeMs)} ${level} ${service} ${message} trace=${traceId}\n`,
  json: ({ timeMs, level, service, message, traceId }) =>
    `{"timestamp":"${isoTime(timeMs)}","level":"${level.toLowerCase()}","service":"${service}","message":"${message}","trace_id":"${traceId}"}\n`,
  log4j: toLog4j,
  nginx: toNginx,
};

const WORDS_OF_LEVEL = {
  FATAL: "FATAL",
  ERROR: "ERROR",
  WARNING: "WARN ",
  INFO: "INFO ",
  DEBUG: "DEBUG",
  TRACE: "TRACE",
};

function toLog4j({ timeMs, level, service, message }: StoryEvent, random: Random): string {
  const name = service[0].toUpperCase() + service.slice(1);
  const time = isoTime(timeMs).replace("T", " ").replace(".", ",").slice(0, -1);
  const line = `${time} ${WORDS_OF_LEVEL[level]} [worker-${Math.floor(random() * 16)}] com.example.${service}.${name}Service - ${message}\n`;
  if (level !== "ERROR" || random() < 0.7) return line;
  return `${line}java.net.SocketTimeoutException: Read timed out
\tat com.example.${service}.${name}Client.call(${name}Client.java:${40 + Math.floor(random() * 200)})
\tat com.example.${service}.${name}Service.handle(${name}Service.java:88)
\tat java.base/java.lang.Thread.run(Thread.java:840)
`;
}

/** The level that an entry shows in a format: an access log has a status, which stands for one of three. */
export function levelShown(format: CorpusFormat, level: Level): Level {
  if (format !== "nginx") return level;
  const status = STATUSES_OF_LEVEL[level];
  return status >= 500 ? "ERROR" : status >= 400 ? "WARNING" : "INFO";
}

const STATUSES_OF_LEVEL = { FATAL: 503, ERROR: 502, WARNING: 404, INFO: 200, DEBUG: 304, TRACE: 200 };
const AGENTS = ["Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0", "curl/8.9.1", "okhttp/4.12.0"];

function toNginx({ timeMs, level, service, traceId }: StoryEvent, random: Random): string {
  const client = `10.${Math.floor(random() * 8)}.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}`;
  const size = Math.floor(random() * 20_000);
  const agent = AGENTS[Math.floor(random() * AGENTS.length)];
  return `${client} - - [${clfTime(timeMs)}] "GET /${service}/items/${traceId} HTTP/1.1" ${STATUSES_OF_LEVEL[level]} ${size} "-" "${agent}"\n`;
}

// Written once per second of log time: Date's own formatting is most of the cost of a line otherwise.
let isoSecond = -1;
let isoPrefix = "";
function isoTime(timeMs: number): string {
  const second = Math.floor(timeMs / 1000);
  if (second !== isoSecond) {
    isoSecond = second;
    isoPrefix = new Date(second * 1000).toISOString().slice(0, 20);
  }
  return `${isoPrefix}${String(timeMs % 1000).padStart(3, "0")}Z`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
let clfSecond = -1;
let clfText = "";
function clfTime(timeMs: number): string {
  const second = Math.floor(timeMs / 1000);
  if (second !== clfSecond) {
    clfSecond = second;
    const iso = new Date(second * 1000).toISOString();
    clfText = `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
  }
  return clfText;
}
