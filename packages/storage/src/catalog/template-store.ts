/** What messages of one statement have in common. */
export interface MessageTemplate {
  /** 16 hexadecimal digits, the same for ever. */
  readonly id: string;
  /** With `<*>` for what differs. */
  readonly text: string;
}

/** Messages that are equal once masked, and the template they belong to. */
export interface TemplateShape {
  /** The 64-bit hash, in decimal. */
  readonly shape: string;
  readonly templateId: string;
  readonly mask: string;
}

export interface TemplateStore {
  /** Ids of templates by shape; a shape that has none yet is left out. */
  idsOf(shapes: readonly string[]): Promise<Map<string, string>>;
  /** By id; an id that is no template's is left out. */
  textsOf(ids: readonly string[]): Promise<Map<string, string>>;
  /** The shapes of each of the templates. */
  shapesOf(ids: readonly string[]): Promise<TemplateShape[]>;
  countShapes(): Promise<number>;
  /** Every shape that has a template, those of the template founded first at the front. */
  listShapes(): Promise<TemplateShape[]>;
  /**
   * Adds templates and shapes, all or none. What is there already stays as it is: when two nodes add the same shape, it
   * has the template that was given it first.
   */
  add(templates: readonly MessageTemplate[], shapes: readonly TemplateShape[]): Promise<void>;
  /** Removes shapes, and the templates that have none left. */
  remove(shapes: readonly string[]): Promise<void>;
  /** Replaces the text of a template, if it has that many shapes: a text is of all of them. False if it has not. */
  setText(template: MessageTemplate, shapeCount: number): Promise<boolean>;
}
