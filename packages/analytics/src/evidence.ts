import type { NamedDeparture } from "./named-counts.ts";

/** What the counts of named things say of windows. */
export interface Evidence {
  /** Windows that are unusual for this alone. */
  readonly marks: Uint8Array;
  /** Departures by window, also in windows that are not marked: they explain a window that is flagged for another reason. */
  readonly departures: ReadonlyMap<number, readonly RankedDeparture[]>;
}

export interface RankedDeparture extends NamedDeparture {
  /** How unlikely: a z-score or a surprise, to order them by. */
  readonly rank: number;
}

/** What the windows of a range have in common. */
export interface RangeFacts {
  readonly windowCount: number;
  /** Windows that show what is usual. */
  readonly basis: Int32Array;
  readonly isPartial: (window: number) => boolean;
  readonly judgesFalls: boolean;
  readonly windowMs: number | null;
  /** Longer departures are another regime, in windows. */
  readonly longest: number;
  readonly rest: () => void;
}

export class EvidenceCollector implements Evidence {
  readonly marks: Uint8Array;
  readonly departures = new Map<number, RankedDeparture[]>();

  constructor(windowCount: number) {
    this.marks = new Uint8Array(windowCount);
  }

  add(window: number, departure: RankedDeparture): void {
    const list = this.departures.get(window);
    if (list === undefined) this.departures.set(window, [departure]);
    else list.push(departure);
  }
}
