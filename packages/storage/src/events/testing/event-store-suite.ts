import { describe } from "vitest";
import type { EventEngine } from "../event-engine.ts";
import { describeCounts } from "./counts-suite.ts";
import { describeDurability } from "./durability-suite.ts";
import { describeEntries } from "./entries-suite.ts";
import { describeEntryFilter } from "./entry-filter-suite.ts";
import { describeRereading } from "./rereading-suite.ts";
import { useEventStore } from "./event-store-fixture.ts";

/** What every engine of log entries must do. `open` gives an engine over the same place each time it is called. */
export function describeEventStore(name: string, open: () => Promise<EventEngine>): void {
  describe(`The event store over ${name}`, () => {
    const fixture = useEventStore(open);
    describeEntries(fixture);
    describeEntryFilter(fixture);
    describeCounts(fixture);
    describeDurability(fixture);
    describeRereading(fixture);
  });
}
