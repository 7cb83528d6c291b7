import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CalendarRange, Clock, FileText, FolderUp, Keyboard, LogOut, Moon, Search, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { filesQuery } from "../api/files.ts";
import { RELATIVE_RANGES, type RelativeRange, type Scope } from "../api/scope.ts";
import { sessionQuery, signOut } from "../api/session.ts";
import { useZone } from "../ui/display-zone.tsx";
import { useTheme } from "../ui/theme.tsx";
import { visibleLine } from "../ui/visible-text.ts";
import type { Findable } from "./match-commands.ts";
import { PAGES } from "./pages.ts";

export interface Command extends Findable {
  readonly id: string;
  readonly group: string;
  readonly icon: ReactNode;
  /** The keys that do the same without the palette. */
  readonly keys?: readonly string[];
  readonly run: () => void;
}

const NEWEST = { offset: 0, limit: 50 };
const ICON = { size: 16, "aria-hidden": true } as const;

/** Everything the palette can do, given what is typed: search for it first. */
export function useCommands(text: string, showShortcuts: () => void): { search: Command | null; others: Command[] } {
  const navigate = useNavigate();
  const pages = PAGES.map(({ to, label, icon: Icon, key }): Command => ({
    id: to,
    group: "Go to",
    label,
    icon: <Icon {...ICON} />,
    keys: ["g", key],
    run: () => void navigate({ to }),
  }));
  const query = text.trim();
  const search: Command | null =
    query === ""
      ? null
      : {
          id: "search",
          group: "Search",
          label: `Search the logs for “${query}”`,
          icon: <Search {...ICON} />,
          run: () => void navigate({ to: "/explore", search: { q: query } }),
        };
  return { search, others: [...pages, ...useRangeCommands(), ...useActions(showShortcuts), ...useFileCommands()] };
}

function useScopeChange() {
  const navigate = useNavigate();
  return (change: Partial<Scope>) =>
    void navigate({
      to: ".",
      search: (previous) => ({ ...previous, page: undefined, at: undefined, record: undefined, ...change }),
    });
}

function useRangeCommands(): Command[] {
  const change = useScopeChange();
  const choose = (range: RelativeRange | undefined) => () => change({ range, start: undefined, end: undefined });
  const common = { group: "Time range", icon: <CalendarRange {...ICON} />, keywords: "time range" };
  return [
    { ...common, id: "range-all", label: "All data", run: choose(undefined) },
    ...Object.entries(RELATIVE_RANGES).map(([range, { label }]) => ({
      ...common,
      id: `range-${range}`,
      label,
      run: choose(range as RelativeRange),
    })),
  ];
}

function useFileCommands(): Command[] {
  const change = useScopeChange();
  const { data } = useQuery(filesQuery(NEWEST));
  return (data?.items ?? []).map(({ id, filename }) => ({
    id: `file-${id}`,
    group: "Only this file",
    label: visibleLine(filename),
    keywords: "file",
    icon: <FileText {...ICON} />,
    run: () => change({ file: id }),
  }));
}

function useActions(showShortcuts: () => void): Command[] {
  const { theme, setTheme } = useTheme();
  const { zone, setZone } = useZone();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { data: user } = useQuery(sessionQuery);
  const isDark = theme === "dark";
  const leave = async () => {
    await signOut();
    await navigate({ to: "/sign-in", search: {} });
    queryClient.clear();
  };
  const actions: Command[] = [
    {
      id: "theme",
      group: "Do",
      label: isDark ? "Use light theme" : "Use dark theme",
      keywords: "appearance",
      icon: isDark ? <Sun {...ICON} /> : <Moon {...ICON} />,
      run: () => setTheme(isDark ? "light" : "dark"),
    },
    {
      id: "zone",
      group: "Do",
      label: zone === "utc" ? "Show times in the local zone" : "Show times in UTC",
      keywords: "clock zone",
      icon: <Clock {...ICON} />,
      run: () => setZone(zone === "utc" ? "local" : "utc"),
    },
    {
      id: "shortcuts",
      group: "Do",
      label: "Show keyboard shortcuts",
      keywords: "keys help",
      icon: <Keyboard {...ICON} />,
      keys: ["?"],
      run: showShortcuts,
    },
    { id: "sign-out", group: "Do", label: "Sign out", icon: <LogOut {...ICON} />, run: () => void leave() },
  ];
  if (user?.role !== "admin") return actions;
  const upload = { id: "upload", group: "Do", label: "Upload files", icon: <FolderUp {...ICON} /> };
  return [{ ...upload, run: () => void navigate({ to: "/files" }) }, ...actions];
}
