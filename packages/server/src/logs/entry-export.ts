import type { Entry, FileOrigin } from "@faultline/storage";
import type { TemplateBook } from "../templates/template-book.ts";
import { presentEntries } from "./present-entry.ts";

export interface ExportFormat {
  readonly mediaType: string;
  readonly head: string;
  readonly linesOf: (entries: readonly Entry[], known: Known) => Promise<string[]> | string[];
}

interface Known {
  /** By file. */
  readonly filenames: ReadonlyMap<number, string>;
  readonly templateBook: Pick<TemplateBook, "idsOf">;
}

const COLUMNS = ["id", "timestamp", "level", "service", "host", "file", "line_number", "message", "trace_id"] as const;
const MORE_COLUMNS = ["attributes", "parse_status", "parser_name", "raw_line"] as const;

/** How an export is written. CSV is RFC 4180 in UTF-8; NDJSON has on each line what `GET /logs` has of an entry. */
export const EXPORT_FORMATS: Readonly<Record<"csv" | "ndjson", ExportFormat>> = {
  csv: {
    mediaType: "text/csv; charset=utf-8; header=present",
    head: `${[...COLUMNS, ...MORE_COLUMNS].join(",")}\r\n`,
    linesOf: (entries, { filenames }) =>
      entries.map(
        (entry) =>
          `${cellsOf(entry, filenames.get(entry.fileId) ?? "")
            .map(csvCell)
            .join(",")}\r\n`,
      ),
  },
  ndjson: {
    mediaType: "application/x-ndjson; charset=utf-8",
    head: "",
    linesOf: async (entries, { templateBook }) =>
      (await presentEntries(entries, templateBook)).map((entry) => `${JSON.stringify(entry)}\n`),
  },
};

/** The whole export as text, a page of entries at a time. */
export async function* exportText(
  pages: AsyncIterable<readonly Entry[]>,
  format: ExportFormat,
  { origins, templateBook }: { readonly origins: readonly FileOrigin[] } & Pick<Known, "templateBook">,
): AsyncGenerator<string> {
  const filenames = new Map(origins.map(({ id, filename }) => [id, filename]));
  if (format.head !== "") yield format.head;
  for await (const page of pages) {
    yield (await format.linesOf(page, { filenames, templateBook })).join("");
  }
}

function cellsOf(entry: Entry, filename: string): string[] {
  const { id, timestamp, level, service, host, lineNumber, message, traceId, attributes } = entry;
  const attributeText = Object.keys(attributes).length === 0 ? "" : JSON.stringify(attributes);
  return [
    String(id),
    timestamp ?? "",
    level ?? "",
    service ?? "",
    host ?? "",
    filename,
    String(lineNumber),
    message,
    traceId ?? "",
    attributeText,
    entry.parseStatus,
    entry.parserName ?? "",
    entry.rawLine,
  ];
}

/**
 * A log holds text of strangers, and spreadsheets run a cell that begins like a formula: such a cell gets an apostrophe
 * before it, as OWASP advises (CSV Injection). Whoever needs the exact bytes takes NDJSON.
 */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
