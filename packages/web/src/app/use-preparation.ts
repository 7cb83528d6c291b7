import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { loadAccountDropdown } from "./account-menu.tsx";
import { loadFileSelect } from "./file-scope.tsx";
import { loadShortcutList } from "./shortcuts.tsx";
import { loadRangeChoice } from "./time-range.tsx";

export const loadMenuDrawer = () => import("./menu-drawer.tsx");

const LOOK_EVERY_MS = 1000;

/** Once the page waits for nothing any more, fetches the scripts of what may be opened next. */
export function usePreparation(): void {
  const client = useQueryClient();
  useEffect(() => {
    const timer = setInterval(() => {
      if (client.isFetching() > 0) return;
      clearInterval(timer);
      // What fails now is asked for again when it is opened.
      for (const load of [loadRangeChoice, loadFileSelect, loadAccountDropdown, loadShortcutList, loadMenuDrawer])
        load().catch(() => undefined);
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [client]);
}
