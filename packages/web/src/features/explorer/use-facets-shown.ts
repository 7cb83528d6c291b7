import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { readPreference, writePreference } from "../../ui/preference.ts";

export interface FacetsShown {
  readonly isBeside: boolean;
  readonly isInDrawer: boolean;
  readonly isShown: boolean;
  readonly toggle: () => void;
  readonly close: () => void;
}

/**
 * Where the facets are: beside the results where there is room, else in a drawer while they are asked for. Beside the
 * results they stay as they were left.
 */
export function useFacetsShown(isEntryOpen: boolean): FacetsShown {
  const isWide = useMediaQuery(isEntryOpen ? "(min-width: 1500px)" : "(min-width: 1000px)", undefined, {
    getInitialValueInEffect: false,
  });
  const [isWanted, setWanted] = useState(() => readPreference("facets") !== "closed");
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const want = (wanted: boolean) => {
    writePreference("facets", wanted ? "open" : "closed");
    setWanted(wanted);
  };
  const isBeside = isWide && isWanted;
  const isInDrawer = !isWide && isDrawerOpen;
  return {
    isBeside,
    isInDrawer,
    isShown: isBeside || isInDrawer,
    toggle: () => (isWide ? want(!isWanted) : setDrawerOpen(!isDrawerOpen)),
    close: () => (isWide ? want(false) : setDrawerOpen(false)),
  };
}
