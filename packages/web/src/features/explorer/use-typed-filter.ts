import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

const PAUSE_MS = 300;

/** A filter that is typed: shown at once, applied when typing pauses, and following the URL when that changes. */
export function useTypedFilter(applied: string | undefined, onApply: (value: string | undefined) => void) {
  const [typed, setTyped] = useState(applied ?? "");
  const sent = useRef(applied ?? "");

  const send = (value: string) => {
    if (value === sent.current) return;
    sent.current = value;
    onApply(value === "" ? undefined : value);
  };
  const sendLater = useDebouncedCallback(send, PAUSE_MS);

  useEffect(() => {
    // What was just sent comes back by way of the URL: it must not overwrite what was typed since.
    if ((applied ?? "") === sent.current) return;
    sendLater.cancel();
    sent.current = applied ?? "";
    setTyped(applied ?? "");
  }, [applied, sendLater]);

  return {
    typed,
    type: (value: string) => {
      setTyped(value);
      sendLater(value);
    },
    /** Without waiting for a pause. */
    apply: (value: string) => {
      setTyped(value);
      sendLater.cancel();
      send(value);
    },
  };
}
