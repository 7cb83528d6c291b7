import { Menu, Moon, Search, Sun } from "lucide-react";
import { IconButton } from "../ui/button.tsx";
import { useZone } from "../ui/display-zone.tsx";
import { useTheme } from "../ui/theme.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { FileScope } from "./file-scope.tsx";
import { isMac } from "./platform.ts";
import { TimeRange } from "./time-range.tsx";
import "./top-bar.css";

interface TopBarProps {
  title: string;
  /** The page is about the time range and the file chosen here. */
  scoped: boolean;
  onMenu: () => void;
  onPalette: () => void;
}

export function TopBar({ title, scoped, onMenu, onPalette }: TopBarProps) {
  const { theme, setTheme } = useTheme();
  return (
    <header className="top-bar">
      <IconButton label="Open menu" className="top-bar__menu" onClick={onMenu}>
        <Menu size={20} aria-hidden="true" />
      </IconButton>
      <h1 className="top-bar__title">{title}</h1>
      {scoped && (
        <div className="top-bar__scope" role="group" aria-label="Scope">
          <TimeRange />
          <FileScope />
        </div>
      )}
      <button
        type="button"
        className="palette-button"
        aria-label="Search and commands"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={onPalette}
      >
        <Search size={16} aria-hidden="true" />
        <kbd aria-hidden="true">{isMac ? "⌘ K" : "Ctrl K"}</kbd>
      </button>
      <ZoneSwitch />
      <IconButton
        label={theme === "dark" ? "Use light theme" : "Use dark theme"}
        onClick={() => setTheme(theme === "dark" ? "light" : "dark")}
      >
        {theme === "dark" ? <Sun size={18} aria-hidden="true" /> : <Moon size={18} aria-hidden="true" />}
      </IconButton>
      <AccountMenu />
    </header>
  );
}

function ZoneSwitch() {
  const { zone, setZone } = useZone();
  return (
    <button
      type="button"
      role="switch"
      className="zone-switch reach"
      aria-checked={zone === "utc"}
      aria-label="Show times in UTC"
      title="Show times in UTC"
      onClick={() => setZone(zone === "utc" ? "local" : "utc")}
    >
      UTC
    </button>
  );
}
