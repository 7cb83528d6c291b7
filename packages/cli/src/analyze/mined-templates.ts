import { mineTemplates } from "@faultline/analytics";
import { type MessageTemplate, templateOf } from "../parse/shape-templates.ts";
import type { RecordCounts, RecordKind } from "./record-counts.ts";

/** A template, and what was counted of it. */
export interface CountedTemplate extends MessageTemplate {
  readonly example: string;
  count: number;
  /** By level code. */
  readonly levels: number[];
  readonly services: Map<string, number>;
  firstUs: number;
  lastUs: number;
}

export interface MinedTemplates {
  readonly templates: readonly CountedTemplate[];
  /** Of each shape, the position of its template. */
  readonly ofShape: Int32Array;
}

const LEVELS = 8;

/** Mines the templates of what was counted, and adds up the counts of each. */
export function countTemplates({ shapes, kinds }: RecordCounts): MinedTemplates {
  const ofShape = new Int32Array(shapes.length);
  const byText = new Map<string, number>();
  const templates: CountedTemplate[] = [];
  for (const { text, shapes: members } of mineTemplates(shapes.map(({ mask }) => mask))) {
    const at = byText.get(text) ?? templates.push(emptyTemplate(text, shapes[members[0]!]!.example)) - 1;
    byText.set(text, at);
    for (const member of members) ofShape[member] = at;
  }
  for (const kind of kinds) addKind(templates[ofShape[kind.shape]!]!, kind);
  return { templates, ofShape };
}

function emptyTemplate(text: string, example: string): CountedTemplate {
  const levels = Array.from({ length: LEVELS }, () => 0);
  return { ...templateOf(text), example, count: 0, levels, services: new Map(), firstUs: NaN, lastUs: NaN };
}

function addKind(template: CountedTemplate, { count, level, service, firstUs, lastUs }: RecordKind): void {
  template.count += count;
  template.levels[level]! += count;
  if (service !== "") template.services.set(service, (template.services.get(service) ?? 0) + count);
  if (!(firstUs >= template.firstUs) && !Number.isNaN(firstUs)) template.firstUs = firstUs;
  if (!(lastUs <= template.lastUs) && !Number.isNaN(lastUs)) template.lastUs = lastUs;
}
