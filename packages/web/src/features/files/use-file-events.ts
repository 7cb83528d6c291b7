import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { watchFiles } from "../../api/file-events.ts";
import { createFileEventApplier } from "./apply-file-event.ts";

/** Keeps all lists of files up to date while the page is open; false while changes do not arrive by themselves. */
export function useFileEvents(): boolean {
  const client = useQueryClient();
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    const { apply, stop } = createFileEventApplier(client);
    const unwatch = watchFiles({ onEvent: apply, onLive: setLive });
    return () => {
      unwatch();
      stop();
    };
  }, [client]);
  return isLive;
}
