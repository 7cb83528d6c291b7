import type { WindowQuestion } from "@faultline/server/analytics";
import type { RecordCounts, RecordKind } from "./record-counts.ts";
import type { MinedTemplates } from "./mined-templates.ts";

/** Windows over a range, in minutes since 1970. */
export interface WindowGrid {
  readonly firstMinute: number;
  /** In minutes. */
  readonly width: number;
  readonly windowCount: number;
}

type Windows = WindowQuestion["windows"];
type Named = WindowQuestion["services"];

const MAX_SERVICES = 100;
const MAX_TEMPLATES = 2000;
const MAX_CELLS = 1_000_000;

// Codes of levels.
const [ERROR, WARNING, INFO, DEBUG, TRACE] = [2, 3, 4, 5, 6];
const isError = (level: number): boolean => level > 0 && level <= ERROR!;

/** As the server counts windows in its store. */
export function countWindows({ minutes, kinds }: RecordCounts, grid: WindowGrid): Windows {
  const { windowCount } = grid;
  const column = (): Float64Array => new Float64Array(windowCount);
  const [totalCount, errorCount, warnCount] = [column(), column(), column()];
  const [infoCount, debugCount, uniqueServices] = [column(), column(), column()];
  const services = Array.from({ length: windowCount }, (): Set<string> | null => null);
  forEachCell(minutes, grid, (window, at, count) => {
    const { level, service } = kinds[at]!;
    totalCount[window]! += count;
    if (isError(level)) errorCount[window]! += count;
    else if (level === WARNING) warnCount[window]! += count;
    else if (level === INFO) infoCount[window]! += count;
    else if (level === DEBUG || level === TRACE) debugCount[window]! += count;
    if (service !== "") (services[window] ??= new Set()).add(service);
  });
  services.forEach((names, window) => (uniqueServices[window] = names?.size ?? 0));
  const start = new Date(grid.firstMinute * 60_000).toISOString();
  return { start, windowCount, totalCount, errorCount, warnCount, infoCount, debugCount, uniqueServices };
}

export function countServices(counts: RecordCounts, grid: WindowGrid): Named {
  return countNamed(counts, grid, MAX_SERVICES, ({ service }) => service || null);
}

/** Errors and warnings by the position of their template, which is their name. */
export function countUrgentTemplates(counts: RecordCounts, { ofShape }: MinedTemplates, grid: WindowGrid): Named {
  const nameOf = ({ shape, level }: RecordKind) => (level > 0 && level <= WARNING! ? String(ofShape[shape]) : null);
  return countNamed(counts, grid, MAX_TEMPLATES, nameOf);
}

/** Of the most frequent names, as many as there is room for. */
function countNamed(
  counts: RecordCounts,
  grid: WindowGrid,
  mostNames: number,
  nameOf: (kind: RecordKind) => string | null,
): Named {
  const names = counts.kinds.map(nameOf);
  const totals = new Map<string, number>();
  counts.kinds.forEach(({ count }, at) => {
    const name = names[at]!;
    if (name !== null) totals.set(name, (totals.get(name) ?? 0) + count);
  });
  const most = [...totals].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, mostNames);
  const cellsOf = new Map(most.map(([name]) => [name, new Map<number, number>()]));
  forEachCell(counts.minutes, grid, (window, at, count) => {
    const cells = cellsOf.get(names[at] ?? "");
    cells?.set(window, (cells.get(window) ?? 0) + count);
  });
  return columnsOf(cellsOf);
}

function columnsOf(cellsOf: ReadonlyMap<string, ReadonlyMap<number, number>>): Named {
  const kept: (readonly [name: string, cells: ReadonlyMap<number, number>])[] = [];
  let room = MAX_CELLS;
  for (const [name, cells] of [...cellsOf].sort(([, a], [, b]) => a.size - b.size)) {
    if ((room -= cells.size) < 0) break;
    kept.push([name, cells]);
  }
  return {
    names: kept.map(([name]) => name),
    windows: Int32Array.from(kept.flatMap(([, cells]) => [...cells.keys()])),
    keys: Int32Array.from(kept.flatMap(([, cells], key) => Array.from(cells, () => key))),
    counts: Float64Array.from(kept.flatMap(([, cells]) => [...cells.values()])),
  };
}

/** `kind`: its position. */
export function forEachCell(
  minutes: RecordCounts["minutes"],
  { firstMinute, width, windowCount }: WindowGrid,
  use: (window: number, kind: number, count: number) => void,
): void {
  for (const [minute, cells] of minutes) {
    const window = Math.floor((minute - firstMinute) / width);
    if (window >= 0 && window < windowCount) for (const [kind, count] of cells) use(window, kind, count);
  }
}
