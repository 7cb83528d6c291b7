import { Modal } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useGoToKeys } from "./go-to-keys.ts";
import { PAGES } from "./pages.ts";

// Found when it is asked for: nobody needs it to see a page.
const CommandPalette = lazy(() => import("./command-palette.tsx"));

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

const SHORTCUTS: { heading: string; keys: [keys: string[], does: string][] }[] = [
  {
    heading: "Everywhere",
    keys: [
      [[isMac ? "⌘" : "Ctrl", "K"], "Search and commands"],
      [["/"], "Search the logs"],
      [["?"], "Show these shortcuts"],
      ...PAGES.map(({ label, key }): [string[], string] => [["g", key], `Go to ${label.toLowerCase()}`]),
    ],
  },
  {
    heading: "Log explorer",
    keys: [
      [["j", "k"], "Move through the entries, as do ↓ and ↑"],
      [["Enter"], "Open the entry"],
      [["Esc"], "Close the entry"],
      [["→", "←"], "Unfold and fold its lines"],
      [["Home", "End"], "Newest and oldest entries"],
      [["↓", "Tab"], "In the query: what completes it, and take the first"],
    ],
  },
  {
    heading: "Charts",
    keys: [
      [["←", "→"], "Move through the points"],
      [["Shift", "←", "→"], "Select a time range"],
      [["Enter"], "Open the entries, or zoom to the range"],
    ],
  },
];

export type Overlay = "palette" | "shortcuts" | null;

interface ShortcutsProps {
  overlay: Overlay;
  show: (overlay: Overlay) => void;
}

/** The keys that work on every page, the list of all of them, and the command palette. */
export function Shortcuts({ overlay, show }: ShortcutsProps) {
  // Once opened it stays, closed: its script is there then.
  const [wasOpened, setOpened] = useState(false);
  const navigate = useNavigate();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const search = () => {
    if (pathname === "/explore") document.getElementById("query")?.focus();
    else void navigate({ to: "/explore", hash: "query" });
  };
  if (overlay === "palette" && !wasOpened) setOpened(true);
  useHotkeys([
    ["/", search],
    ["shift+?", () => show("shortcuts")],
    ["?", () => show("shortcuts")],
  ]);
  useHotkeys([["mod+K", () => show(overlay === "palette" ? null : "palette")]], []);
  useGoToKeys();
  return (
    <>
      {wasOpened && (
        <Suspense fallback={null}>
          <CommandPalette
            opened={overlay === "palette"}
            onClose={() => show(null)}
            showShortcuts={() => show("shortcuts")}
          />
        </Suspense>
      )}
      <Modal
        opened={overlay === "shortcuts"}
        onClose={() => show(null)}
        title="Keyboard shortcuts"
        size={720}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <div className="shortcut-groups">
          {SHORTCUTS.map(({ heading, keys }) => (
            <section key={heading}>
              <h3>{heading}</h3>
              <dl className="shortcut-list">
                {keys.map(([own, does]) => (
                  <div key={does} style={{ display: "contents" }}>
                    <dt>
                      {own.map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </Modal>
    </>
  );
}
