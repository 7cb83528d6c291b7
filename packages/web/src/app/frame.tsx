import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Outlet, useMatches, useRouterState } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { readPreference, writePreference } from "../ui/preference.ts";
import { Navigation } from "./navigation.tsx";
import { Shortcuts, type Overlay } from "./shortcuts.tsx";
import { TopBar } from "./top-bar.tsx";
import "./frame.css";

/** Sidebar, top bar and the page between them. */
export function Frame() {
  const [collapsed, setCollapsed] = useState(() => readPreference("sidebar") === "collapsed");
  const [menuOpen, menu] = useDisclosure(false);
  const [overlay, show] = useState<Overlay>(null);
  const page = useMatches({ select: (matches) => matches.at(-1)?.staticData });
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const title = page?.title ?? "Faultline";

  useEffect(() => {
    document.title = title === "Faultline" ? title : `${title} · Faultline`;
  }, [title]);
  useEffect(menu.close, [pathname]);

  const toggle = () => {
    writePreference("sidebar", collapsed ? "open" : "collapsed");
    setCollapsed(!collapsed);
  };
  return (
    <div className="frame" data-sidebar={collapsed ? "collapsed" : "open"}>
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <aside className="sidebar" aria-label="Sidebar">
        <Navigation collapsed={collapsed} onToggle={toggle} />
      </aside>
      <Drawer.Root opened={menuOpen} onClose={menu.close} size={264} padding={0} classNames={{ content: "drawer" }}>
        <Drawer.Overlay />
        <Drawer.Content aria-label="Menu">
          <Drawer.Body>
            <Navigation collapsed={false} />
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
      <div className="frame__main">
        <TopBar title={title} scoped={!page?.ignoresScope} onMenu={menu.open} onPalette={() => show("palette")} />
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Shortcuts overlay={overlay} show={show} />
    </div>
  );
}
