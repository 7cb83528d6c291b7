import { type FieldNode, findSearchField, parseSearch, type SearchNode, type SearchSpan } from "@faultline/logs";
import type { EntryQuery, EventStore, FileOrigin, FileStore, RunStore } from "@faultline/storage";
import { invalidQuery } from "../http/problems.ts";
import type { TemplateBook } from "../templates/template-book.ts";
import { clusterCondition } from "./cluster-condition.ts";

interface Sources {
  readonly files: Pick<FileStore, "listOrigins">;
  readonly events: Pick<EventStore, "problemOfRegex" | "fittingTexts">;
  readonly runs: Pick<RunStore, "findById" | "findCluster">;
  readonly templateBook: Pick<TemplateBook, "shapesOf">;
}

/** @throws HttpProblem that says where the mistake is. */
export function readQuery(text: string): SearchNode | null {
  const parsed = parseSearch(text);
  if (!parsed.ok) throw invalidQuery(parsed.error);
  return parsed.query;
}

/** The text that a field of a file has, by the field's name in a query. */
export const ORIGINS: Readonly<Record<string, (file: FileOrigin) => string>> = {
  file: (file) => file.filename,
  source: (file) => file.source ?? "",
  environment: (file) => file.environment ?? "",
};

/**
 * The query with all that entries do not know themselves asked of the catalog, and its regular expressions tried out.
 * @throws HttpProblem if the engine does not take one of them.
 */
export async function resolveQuery(query: SearchNode, sources: Sources): Promise<EntryQuery> {
  let origins: Promise<FileOrigin[]> | undefined;
  const resolve = async (node: SearchNode): Promise<EntryQuery> => {
    if ("terms" in node) {
      return { kind: node.kind, terms: await Promise.all(node.terms.map(resolve)) };
    }
    if (node.kind === "not") return { kind: "not", term: await resolve(node.term) };
    const pattern = node.kind === "words" ? node.pattern : node.test;
    if (pattern.kind === "regex") await requireRegex(pattern.source, node.span, sources.events);
    const name = node.kind === "field" ? findSearchField(node.field)?.name : undefined;
    if (name === "cluster") return clusterOf(node as FieldNode, sources.runs);
    if (name === "template") return templateOf(node as FieldNode, sources.templateBook);
    const textOf = node.kind === "field" ? ORIGINS[node.field] : undefined;
    if (!textOf) return node;
    origins ??= sources.files.listOrigins();
    return { kind: "files", fileIds: await filesWith(await origins, textOf, (node as FieldNode).test, sources.events) };
  };
  return resolve(query);
}

/** A cluster goes with the results of its run, which later runs replace in the end. */
async function clusterOf({ test, span }: FieldNode, runs: Sources["runs"]): Promise<EntryQuery> {
  const id = test.kind === "text" && /^\d{1,15}$/.test(test.text) ? Number(test.text) : null;
  if (id === null)
    throw invalidQuery({ message: "An error cluster is named by its number, as in cluster:7.", ...span });
  const cluster = await runs.findCluster(id);
  const run = cluster && (await runs.findById(cluster.runId));
  if (!cluster || !run) throw invalidQuery({ message: `There is no error cluster ${id}, or no longer.`, ...span });
  return clusterCondition(cluster, run);
}

async function templateOf({ test, span }: FieldNode, book: Sources["templateBook"]): Promise<EntryQuery> {
  const id = test.kind === "text" ? test.text.toLowerCase() : "";
  if (!/^[0-9a-f]{16}$/.test(id)) {
    throw invalidQuery({ message: "A template is named by its 16 digits, as in template:0a1b2c3d4e5f6a7b.", ...span });
  }
  const shapes = await book.shapesOf(id);
  if (shapes === null) throw invalidQuery({ message: `There is no template ${id}.`, ...span });
  return { kind: "shapes", shapes };
}

async function requireRegex(source: string, span: SearchSpan, events: Sources["events"]): Promise<void> {
  const problem = await events.problemOfRegex(source);
  if (problem === null) return;
  throw invalidQuery({ message: `The regular expression is not valid: ${problem}.`, ...span });
}

async function filesWith(
  origins: readonly FileOrigin[],
  textOf: (file: FileOrigin) => string,
  test: FieldNode["test"],
  events: Sources["events"],
): Promise<number[]> {
  const fitting = new Set(await events.fittingTexts([...new Set(origins.map(textOf))], test));
  return origins.filter((file) => fitting.has(textOf(file))).map(({ id }) => id);
}
