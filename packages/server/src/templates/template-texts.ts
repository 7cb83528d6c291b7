/** Texts of templates by id, kept for a while: who sorts by them or looks for words in them asks for all, each time. */
export interface TemplateTexts {
  of(ids: readonly string[]): Promise<Map<string, string>>;
  /** Some texts are others now. */
  forget(): void;
}

export interface TemplateTextsOptions {
  /** An id that has no text is left out. */
  readonly read: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** In ms, growing. */
  readonly now: () => number;
}

/** Another node may have made a text more general: it is that late at most. */
const FRESH_MS = 10_000;

export function createTemplateTexts({ read, now }: TemplateTextsOptions): TemplateTexts {
  let kept = new Map<string, string>();
  let keptSince = now();
  const forget = (): void => {
    kept = new Map();
    keptSince = now();
  };
  return {
    async of(ids) {
      if (now() - keptSince > FRESH_MS) forget();
      // What is read while others forget is of before.
      const texts = kept;
      const missing = ids.filter((id) => !texts.has(id));
      if (missing.length > 0) for (const [id, text] of await read(missing)) texts.set(id, text);
      return new Map(ids.flatMap((id) => (texts.has(id) ? [[id, texts.get(id)!] as const] : [])));
    },
    forget,
  };
}
