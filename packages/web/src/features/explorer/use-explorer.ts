import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { Scope } from "../../api/scope.ts";
import { byQueryAlone, type ExplorerSearch } from "./explorer-search.ts";

const route = getRouteApi("/frame/explore");

type SearchPatch = Partial<ExplorerSearch & Scope>;

/** A patch that builds on what is there is a function of it: the page may not show yet what was changed just before. */
export type ChangeSearch = (
  patch: SearchPatch | ((search: ExplorerSearch) => SearchPatch),
  how?: { replace?: boolean },
) => void;

/** What changes how a result is shown, and not the result. */
const KEEPS_RESULT: ReadonlySet<string> = new Set(["at", "record", "columns", "wrap"]);

/** The explorer's state, which is its URL, and how to change it. All that narrows the entries is in the query. */
export function useExplorer(): { search: ExplorerSearch & Scope; change: ChangeSearch } {
  const given = route.useSearch();
  const search = useMemo(() => byQueryAlone(given), [given]);
  const navigate = useNavigate({ from: "/explore" });
  const change = useCallback<ChangeSearch>(
    (patch, { replace = false } = {}) => {
      const patched = (previous: ExplorerSearch & Scope) => {
        const before = byQueryAlone(previous);
        const changes = typeof patch === "function" ? patch(before) : patch;
        // A place or an entry of another result would be lost in this one.
        const isSameResult = Object.keys(changes).every((name) => KEEPS_RESULT.has(name));
        return { ...before, ...(isSameResult ? {} : { at: undefined, record: undefined }), ...changes };
      };
      void navigate({ search: patched, replace });
    },
    [navigate],
  );
  return { search, change };
}
