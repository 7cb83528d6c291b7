import { describe } from "vitest";
import type { EventEngine } from "../event-engine.ts";
import { describeAnalysisCounts } from "./analysis-suite.ts";
import { describeCounts } from "./counts-suite.ts";
import { describeDurability } from "./durability-suite.ts";
import { describeEntries } from "./entries-suite.ts";
import { describeEntryFilter } from "./entry-filter-suite.ts";
import { describeRereading } from "./rereading-suite.ts";
import { describeNarrowing } from "./narrowing-suite.ts";
import { describePaging } from "./paging-suite.ts";
import { describeValues } from "./values-suite.ts";
import { describeSearch } from "./search-suite.ts";
import { describeShapes } from "./shapes-suite.ts";
import { useEventStore } from "./event-store-fixture.ts";

/** What every engine of log entries must do. `open` gives an engine over the same place each time it is called. */
export function describeEventStore(name: string, open: () => Promise<EventEngine>): void {
  describe(`The event store over ${name}`, () => {
    const fixture = useEventStore(open);
    describeEntries(fixture);
    describeEntryFilter(fixture);
    describeSearch(fixture);
    describePaging(fixture);
    describeNarrowing(fixture);
    describeValues(fixture);
    describeCounts(fixture);
    describeAnalysisCounts(fixture);
    describeShapes(fixture);
    describeDurability(fixture);
    describeRereading(fixture);
  });
}
