import { useEffect, useRef, useState, useTransition, type RefObject } from "react";

/**
 * A control that is closed at first needs its script once somebody is about to open it: `standIn` is for what stands in
 * its place until then. The stand-in stays until the script is there.
 */
export function useOnDemand(load: () => Promise<unknown>) {
  const [isWanted, setWanted] = useState(false);
  const [, startTransition] = useTransition();
  // Whoever draws with it says that it failed.
  const prepare = () => void load().catch(() => undefined);
  const want = () => startTransition(() => setWanted(true));
  return { isWanted, want, standIn: { onPointerEnter: prepare, onFocus: prepare, onClick: want } };
}

/** For a control that takes the place of its stand-in: it opens as it comes, and gives the focus back to its own target. */
export function useOpenOnArrival<T extends HTMLElement>(): {
  targetRef: RefObject<T | null>;
  opened: boolean;
  setOpened: (opened: boolean) => void;
} {
  const targetRef = useRef<T>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    targetRef.current?.focus({ preventScroll: true });
    // oxlint-disable-next-line react/set-state-in-effect -- what opens remembers where the focus was, which must be here by then
    setOpened(true);
  }, []);
  return { targetRef, opened, setOpened };
}
