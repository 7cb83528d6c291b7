import { createContext, use, useCallback, useMemo, useState, type ReactNode } from "react";
import type { Zone } from "./format-time.ts";
import { readPreference, writePreference } from "./preference.ts";

const Display = createContext<{ zone: Zone; setZone: (zone: Zone) => void }>({ zone: "local", setZone: () => {} });

/** On whose clock the whole app shows times; remembered. */
export function DisplayZoneProvider({ children }: { children: ReactNode }) {
  const [zone, set] = useState<Zone>(() => (readPreference("zone") === "utc" ? "utc" : "local"));
  const setZone = useCallback((next: Zone) => {
    writePreference("zone", next);
    set(next);
  }, []);
  return <Display value={useMemo(() => ({ zone, setZone }), [zone, setZone])}>{children}</Display>;
}

export function useZone() {
  return use(Display);
}
