import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Scope } from "../../api/scope.ts";
import type { ExplorerSearch } from "./explorer-search.ts";

const route = getRouteApi("/frame/explore");

export type ChangeSearch = (patch: Partial<ExplorerSearch & Scope>, how?: { replace?: boolean }) => void;

/** The explorer's state, which is its URL, and how to change it. */
export function useExplorer(): { search: ExplorerSearch & Scope; change: ChangeSearch } {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/explore" });
  const change = useCallback<ChangeSearch>(
    (patch, { replace = false } = {}) => {
      // A page or an entry of another result would be lost in this one.
      const restart = "page" in patch || "record" in patch ? {} : { page: undefined, record: undefined };
      void navigate({ search: (previous) => ({ ...previous, ...restart, ...patch }), replace });
    },
    [navigate],
  );
  return { search, change };
}
