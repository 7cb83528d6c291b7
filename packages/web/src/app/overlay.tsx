import { useEffect, useEffectEvent, useState } from "react";
import { useOnDemand, type LoadPart } from "../ui/on-demand.ts";

interface OpenState {
  opened: boolean;
  onClose: () => void;
}

/** What lies over the page comes with its script when it is first opened. From then on it stays, closed. */
export function Overlay<P extends OpenState>({ load, props }: { load: LoadPart<P>; props: P }) {
  const { opened, onClose } = props;
  const { Part, want } = useOnDemand(load);
  const [isThere, setThere] = useState(false);
  const fetchPart = useEffectEvent(want);
  const close = useEffectEvent(onClose);
  const isAwaited = opened && !Part;
  useEffect(() => {
    if (!isAwaited) return undefined;
    let isCurrent = true;
    void fetchPart().then((hasCome) => {
      if (isCurrent && !hasCome) close();
    });
    return () => {
      isCurrent = false;
    };
  }, [isAwaited]);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- what opens remembers where the focus was, what is open as it comes does not
    if (Part) setThere(true);
  }, [Part]);
  return Part && <Part {...props} opened={opened && isThere} />;
}
