import { useMemo } from "react";
import { readPreference, writePreference } from "../../ui/preference.ts";
import type { ExplorerSearch } from "./explorer-search.ts";
import { formatColumns, readColumns, type Column } from "./list-view.ts";
import type { ChangeSearch } from "./use-explorer.ts";

export interface ListView {
  readonly columns: readonly Column[];
  /** Whether messages take as many lines as they need. */
  readonly isWrapped: boolean;
  setColumns(names: readonly string[]): void;
  setWrapped(isWrapped: boolean): void;
}

/** How the list shows entries: as the URL says, else as was last chosen in this browser. */
export function useListView({ columns, wrap }: ExplorerSearch, change: ChangeSearch): ListView {
  return useMemo(() => {
    const keep = (name: "columns" | "wrap", value: string) => {
      writePreference(name, value);
      change({ [name]: value }, { replace: true });
    };
    return {
      columns: readColumns(columns ?? readPreference("columns") ?? undefined),
      isWrapped: (wrap ?? readPreference("wrap")) === "on",
      setColumns: (names) => keep("columns", formatColumns(names)),
      setWrapped: (isWrapped) => keep("wrap", isWrapped ? "on" : "off"),
    };
  }, [columns, wrap, change]);
}
