/** The columns of one entry per record, allocated once per reader and reused block after block. */
export class BlockColumns {
  readonly rawStart: Uint32Array;
  readonly lineNumber: Uint32Array;
  readonly lineCount: Uint32Array;
  readonly timestampUs: Float64Array;
  readonly level: Uint8Array;
  readonly parseStatus: Uint8Array;
  readonly parseConfidence: Uint8Array;
  readonly shapeLow: Uint32Array;
  readonly shapeHigh: Uint32Array;
  readonly messageStart: Uint32Array;
  readonly messageEnd: Uint32Array;
  readonly traceIdStart: Uint32Array;
  readonly traceIdEnd: Uint32Array;
  readonly service: Uint32Array;
  readonly host: Uint32Array;
  readonly format: Uint32Array;
  readonly attributeOffset: Uint32Array;

  constructor(records: number) {
    this.rawStart = new Uint32Array(records + 1);
    this.lineNumber = new Uint32Array(records);
    this.lineCount = new Uint32Array(records);
    this.timestampUs = new Float64Array(records);
    this.level = new Uint8Array(records);
    this.parseStatus = new Uint8Array(records);
    this.parseConfidence = new Uint8Array(records);
    this.shapeLow = new Uint32Array(records);
    this.shapeHigh = new Uint32Array(records);
    this.messageStart = new Uint32Array(records);
    this.messageEnd = new Uint32Array(records);
    this.traceIdStart = new Uint32Array(records);
    this.traceIdEnd = new Uint32Array(records);
    this.service = new Uint32Array(records);
    this.host = new Uint32Array(records);
    this.format = new Uint32Array(records);
    this.attributeOffset = new Uint32Array(records + 1);
  }
}

/** Attributes of the block's records, one entry each: as many as there are. */
export class AttributeColumns {
  length = 0;
  name = new Uint32Array(4096);
  start = new Uint32Array(4096);
  end = new Uint32Array(4096);

  add(name: number, start: number, end: number): void {
    if (this.length === this.name.length) {
      this.name = doubled(this.name);
      this.start = doubled(this.start);
      this.end = doubled(this.end);
    }
    this.name[this.length] = name;
    this.start[this.length] = start;
    this.end[this.length++] = end;
  }
}

function doubled(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(column.length * 2);
  larger.set(column);
  return larger;
}
