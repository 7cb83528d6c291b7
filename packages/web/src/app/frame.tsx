import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { Outlet, useMatches, useRouterState } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { readPreference, writePreference } from "../ui/preference.ts";
import { LoadFailureNote } from "./load-failure-note.tsx";
import { Navigation } from "./navigation.tsx";
import { Overlay } from "./overlay.tsx";
import { Shortcuts, type Shown } from "./shortcuts.tsx";
import { TopBar } from "./top-bar.tsx";
import { loadMenuDrawer, usePreparation } from "./use-preparation.ts";
import "./frame.css";

/** Sidebar, top bar and the page between them. */
export function Frame() {
  const [collapsed, setCollapsed] = useState(() => readPreference("sidebar") === "collapsed");
  // Where the page is narrow it needs the room of the names.
  const isNarrow = useMediaQuery("(max-width: 960px)", undefined, { getInitialValueInEffect: false });
  const isCollapsed = collapsed || isNarrow;
  const [menuOpen, menu] = useDisclosure(false);
  const [overlay, show] = useState<Shown>(null);
  const page = useMatches({ select: (matches) => matches.at(-1)?.staticData });
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const title = page?.title ?? "Faultline";

  useEffect(() => {
    document.title = title === "Faultline" ? title : `${title} · Faultline`;
  }, [title]);
  useEffect(menu.close, [pathname]);
  usePreparation();

  const toggle = () => {
    writePreference("sidebar", collapsed ? "open" : "collapsed");
    setCollapsed(!collapsed);
  };
  return (
    <div className="frame" data-sidebar={isCollapsed ? "collapsed" : "open"}>
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <aside className="sidebar" aria-label="Sidebar">
        <Navigation collapsed={isCollapsed} onToggle={isNarrow ? undefined : toggle} />
      </aside>
      <Overlay load={loadMenuDrawer} props={{ opened: menuOpen, onClose: menu.close }} />
      <div className="frame__main">
        <TopBar title={title} scoped={!page?.ignoresScope} onMenu={menu.open} onPalette={() => show("palette")} />
        <LoadFailureNote />
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Shortcuts shown={overlay} show={show} />
    </div>
  );
}
