import { useHotkeys } from "@mantine/hooks";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { lazy } from "react";
import { useGoToKeys } from "./go-to-keys.ts";
import { Overlay } from "./overlay.tsx";

// Found when they are asked for: nobody needs them to see a page.
const CommandPalette = lazy(() => import("./command-palette.tsx"));
export const loadShortcutList = () => import("./shortcut-list.tsx");
const ShortcutList = lazy(loadShortcutList);

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
    ["shift+?", () => show("shortcuts")],
    ["?", () => show("shortcuts")],
  ]);
  useHotkeys([["mod+K", () => show(shown === "palette" ? null : "palette")]], []);
  useGoToKeys();
  return (
    <>
      <Overlay opened={shown === "palette"}>
        <CommandPalette
          opened={shown === "palette"}
          onClose={() => show(null)}
          showShortcuts={() => show("shortcuts")}
        />
      </Overlay>
      <Overlay opened={shown === "shortcuts"}>
        <ShortcutList opened={shown === "shortcuts"} onClose={() => show(null)} />
      </Overlay>
    </>
  );
}
