/** Names, and characters in them, that are kept beyond a block; keys made of data must not fill the memory. */
const MAX_NAMES = 50_000;
const MAX_CHARACTERS = 4 * 1024 * 1024;

/** Ids of attribute names for as long as a reader lives, and their codes in the block being read. */
export class AttributeNames {
  readonly #fixed: readonly string[];
  #names: string[] = [];
  #characters = 0;
  #ids = new Map<string, number>();
  #codes = new Uint32Array(256);
  #used: number[] = [];
  /** Changes when ids become invalid. */
  generation = 0;

  /** `fixed` are the names that patterns were compiled with; their ids are their positions. */
  constructor(fixed: readonly string[]) {
    this.#fixed = fixed;
    this.forget();
  }

  /** Whether there are so many names that they should be forgotten. */
  get isFull(): boolean {
    return this.#names.length > MAX_NAMES || this.#characters > MAX_CHARACTERS;
  }

  idOf(name: string): number {
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.#names.push(name) - 1;
      this.#characters += name.length;
      this.#ids.set(name, id);
      if (id >= this.#codes.length) {
        const codes = new Uint32Array(id * 2);
        codes.set(this.#codes);
        this.#codes = codes;
      }
    }
    return id;
  }

  /** The name's code in the block, from 1 on in the order of first use. */
  codeOf(id: number): number {
    const known = this.#codes[id];
    if (known !== 0) return known;
    this.#used.push(id);
    return (this.#codes[id] = this.#used.length);
  }

  /** The names used in the block, by code. */
  values(): string[] {
    return ["", ...this.#used.map((id) => this.#names[id]!)];
  }

  startBlock(): void {
    for (const id of this.#used) this.#codes[id] = 0;
    this.#used = [];
  }

  /** Drops all but the fixed names; only between blocks. */
  forget(): void {
    this.startBlock();
    this.generation++;
    this.#names = [];
    this.#characters = 0;
    this.#ids.clear();
    for (const name of this.#fixed) this.idOf(name);
  }
}
