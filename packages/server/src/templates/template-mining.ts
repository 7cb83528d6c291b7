import { createHash } from "node:crypto";
import { commonText, extendTemplates } from "@faultline/analytics";
import { maskMessage } from "@faultline/logs";
import type { MessageTemplate } from "@faultline/storage";

export interface TemplateQuestion {
  /** Masks of the shapes that have a template, and the position in `ids` of each one's. */
  readonly masks: readonly string[];
  readonly templates: readonly number[];
  readonly ids: readonly string[];
  /** One of each shape that has none. */
  readonly messages: readonly string[];
}

export interface TemplateAnswer {
  readonly founded: readonly MessageTemplate[];
  /** Of each message: its mask and the id of its template. */
  readonly given: readonly { readonly mask: string; readonly templateId: string }[];
  /** Templates that were known and have got shapes: what all of these have in common, and how many they are. */
  readonly grown: readonly (MessageTemplate & { readonly shapeCount: number })[];
}

/** Gives a template to each new shape, by the rules of `extendTemplates`. */
export function assignTemplates({ masks, templates, ids, messages }: TemplateQuestion): TemplateAnswer {
  const newMasks = messages.map(maskMessage);
  const extended = extendTemplates({ shapes: masks, templates }, ids.length, newMasks);
  const founded = extended.founded.map((text) => ({ id: idOf(text), text }));
  const allIds = [...ids, ...founded.map(({ id }) => id)];
  const given = newMasks.map((mask, i) => ({ mask, templateId: allIds[extended.templates[i]!]! }));
  return {
    founded,
    given,
    grown: grownTemplates(
      masks,
      templates.map((template) => ids[template]!),
      given,
    ),
  };
}

function grownTemplates(
  masks: readonly string[],
  templateIds: readonly string[],
  given: TemplateAnswer["given"],
): TemplateAnswer["grown"] {
  const newMasks = new Map<string, string[]>();
  for (const { mask, templateId } of given) {
    const found = newMasks.get(templateId);
    if (found) found.push(mask);
    else newMasks.set(templateId, [mask]);
  }
  const oldMasks = new Map<string, string[]>();
  templateIds.forEach((id, i) => {
    if (!newMasks.has(id)) return;
    const found = oldMasks.get(id);
    if (found) found.push(masks[i]!);
    else oldMasks.set(id, [masks[i]!]);
  });
  return [...oldMasks].map(([id, old]) => {
    const all = [...old, ...newMasks.get(id)!];
    return { id, text: commonText(all), shapeCount: all.length };
  });
}

/** The beginning of the SHA-256 of the founding text: the same wherever the same template is found. */
function idOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
