import { useHotkeys } from "@mantine/hooks";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { afterDropdowns } from "./after-dropdowns.ts";
import { useGoToKeys } from "./go-to-keys.ts";
import { Overlay } from "./overlay.tsx";

// Found when they are asked for: nobody needs them to see a page.
const loadCommandPalette = () => import("./command-palette.tsx");
export const loadShortcutList = () => import("./shortcut-list.tsx");

export type Shown = "palette" | "shortcuts" | null;

interface ShortcutsProps {
  shown: Shown;
  show: (shown: Shown) => void;
}

/** The keys that work on every page, the list of all of them, and the command palette. */
export function Shortcuts({ shown, show }: ShortcutsProps) {
  const navigate = useNavigate();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const search = () => {
    if (pathname === "/explore") document.getElementById("query")?.focus();
    else void navigate({ to: "/explore", hash: "query" });
  };
  useHotkeys([
    ["/", search],
    ["shift+?", () => afterDropdowns(() => show("shortcuts"))],
    ["?", () => afterDropdowns(() => show("shortcuts"))],
  ]);
  useHotkeys([["mod+K", () => afterDropdowns(() => show(shown === "palette" ? null : "palette"))]], []);
  useGoToKeys();
  const onClose = () => show(null);
  return (
    <>
      <Overlay
        load={loadCommandPalette}
        props={{ opened: shown === "palette", onClose, showShortcuts: () => show("shortcuts") }}
      />
      <Overlay load={loadShortcutList} props={{ opened: shown === "shortcuts", onClose }} />
    </>
  );
}
