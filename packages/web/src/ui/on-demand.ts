import { useEffect, useRef, useState, type ComponentType, type RefObject } from "react";
import { tellLoadFailure } from "./load-failure.ts";

/** Imports the module of a component. */
export type LoadPart<P> = () => Promise<{ default: ComponentType<P> }>;

/**
 * A control that is closed at first needs its script once somebody is about to open it: `standIn` is for what stands in
 * its place until then. The stand-in stays until the script is there. Unlike React's `lazy` this remembers no failure:
 * the next asking tries again.
 */
export function useOnDemand<P>(load: LoadPart<P>) {
  const [Part, setPart] = useState<ComponentType<P> | null>(null);
  /** Without a word where it fails: for what nobody has asked for. Resolves with whether the script is there. */
  const prepare = (draw: boolean) =>
    load().then(
      (module) => {
        if (draw) setPart(() => module.default);
        return true;
      },
      () => false,
    );
  /** Resolves with whether the script is there; the page says where it is not. */
  const want = async () => {
    const isThere = await prepare(true);
    tellLoadFailure(!isThere);
    return isThere;
  };
  const fetchOnly = () => void prepare(false);
  return {
    Part,
    prepare,
    want,
    standIn: { onPointerEnter: fetchOnly, onFocus: fetchOnly, onClick: () => void want() },
  };
}

/**
 * For a control that takes the place of its stand-in: it opens as it comes, and gives the focus back to its own target.
 * It stays closed where the focus has gone elsewhere meanwhile.
 */
export function useOpenOnArrival<T extends HTMLElement>(): {
  targetRef: RefObject<T | null>;
  opened: boolean;
  setOpened: (opened: boolean) => void;
} {
  const targetRef = useRef<T>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    // The stand-in is gone, and the focus with it if it had it.
    if (document.activeElement && document.activeElement !== document.body) return;
    targetRef.current?.focus({ preventScroll: true });
    // oxlint-disable-next-line react/set-state-in-effect -- what opens remembers where the focus was, which must be here by then
    setOpened(true);
  }, []);
  return { targetRef, opened, setOpened };
}
