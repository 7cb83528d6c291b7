import type { Activity, NamedWindowCounts } from "./analysis-counts.ts";
import { formatMinute } from "./minute.ts";
import type { WindowGrid } from "./window-grid.ts";

/** In how many entries a level, a service or a shape occurred, by window; windows in which it did not are left out. */
export interface ActivityRow {
  readonly kind: "level" | "service" | "shape";
  readonly name: string;
  /** Of this kind, also of those that are left out. */
  readonly names: number;
  readonly windows: readonly number[];
  readonly counts: readonly number[];
}

/** Gathers rows, piece after piece, as columns. */
export function createActivity({ first, windowCount }: WindowGrid) {
  const column = (): Float64Array => new Float64Array(windowCount);
  const [totalCount, errorCount, warnCount, infoCount, debugCount] = [column(), column(), column(), column(), column()];
  const uniqueServices = column();
  const ofLevel = [null, errorCount, errorCount, warnCount, infoCount, debugCount, debugCount];
  const services = createCells();
  const shapes = createCells();

  function addLevel({ name, windows, counts }: ActivityRow): void {
    const own = ofLevel[Number(name)];
    windows.forEach((window, i) => {
      totalCount[window]! += counts[i]!;
      if (own) own[window]! += counts[i]!;
    });
  }

  return {
    add(rows: readonly ActivityRow[]): void {
      for (const row of rows) {
        if (row.kind === "level") addLevel(row);
        else if (row.kind === "shape") shapes.add(row);
        else {
          services.add(row);
          for (const window of row.windows) uniqueServices[window]! += 1;
        }
      }
    },
    /** Where services were left out of the rows. */
    setServices(rows: readonly { readonly window: number; readonly services: number }[]): void {
      for (const row of rows) uniqueServices[row.window] = row.services;
    },
    columns(): Activity {
      const counts = { totalCount, errorCount, warnCount, infoCount, debugCount, uniqueServices };
      return {
        windows: { start: formatMinute(first), windowCount, ...counts },
        services: services.columns(),
        shapes: shapes.columns(),
      };
    },
  };
}

function createCells() {
  const keyOf = new Map<string, number>();
  const parts: { readonly key: number; readonly windows: readonly number[]; readonly counts: readonly number[] }[] = [];
  let cells = 0;
  return {
    add({ name, windows, counts }: ActivityRow): void {
      const key = keyOf.get(name) ?? keyOf.size;
      keyOf.set(name, key);
      parts.push({ key, windows, counts });
      cells += windows.length;
    },
    columns(): NamedWindowCounts {
      const [windows, keys, counts] = [new Int32Array(cells), new Int32Array(cells), new Float64Array(cells)];
      let at = 0;
      for (const part of parts) {
        windows.set(part.windows, at);
        counts.set(part.counts, at);
        keys.fill(part.key, at, (at += part.windows.length));
      }
      return { names: [...keyOf.keys()], windows, keys, counts };
    },
  };
}
