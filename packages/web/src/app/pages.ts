import {
  ChartNoAxesCombined,
  FolderOpen,
  ScrollText,
  Settings,
  Shapes,
  Siren,
  Waypoints,
  type LucideIcon,
} from "lucide-react";

/** The pages in the navigation; `key` is what goes there after a `g`. */
export const PAGES = [
  { to: "/", label: "Dashboard", icon: ChartNoAxesCombined, key: "d" },
  { to: "/explore", label: "Log explorer", icon: ScrollText, key: "e" },
  { to: "/files", label: "Files", icon: FolderOpen, key: "f" },
  { to: "/patterns", label: "Patterns", icon: Shapes, key: "p" },
  { to: "/anomalies", label: "Anomalies", icon: Siren, key: "a" },
  { to: "/clusters", label: "Error clusters", icon: Waypoints, key: "c" },
  { to: "/settings", label: "Settings", icon: Settings, key: "s" },
] as const satisfies readonly { to: string; label: string; icon: LucideIcon; key: string }[];
