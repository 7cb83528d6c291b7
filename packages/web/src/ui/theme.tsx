import { useComputedColorScheme, useMantineColorScheme, type MantineColorSchemeManager } from "@mantine/core";
import { readPreference, writePreference } from "./preference.ts";

export type Theme = "dark" | "light";

/** The theme in use and how to change it; dark unless chosen otherwise. */
export function useTheme(): { theme: Theme; setTheme: (theme: Theme) => void } {
  const { setColorScheme } = useMantineColorScheme();
  return { theme: useComputedColorScheme("dark"), setTheme: setColorScheme };
}

/** Keeps the theme where the script that runs before the first paint finds it. */
export const themeKeeper: MantineColorSchemeManager = {
  get: () => (readPreference("theme") === "light" ? "light" : "dark"),
  set: (value) => writePreference("theme", value),
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};
