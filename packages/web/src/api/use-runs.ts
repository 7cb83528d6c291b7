import { runEvent } from "@faultline/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { RESULTS_KEY } from "./analytics.ts";
import { watchEvents } from "./event-stream.ts";
import { applyRunEvent, runsQuery } from "./runs.ts";

const POLL_MS = 2_000;

/** The runs, kept up to date while the page is open; what a run found is asked for anew when it completes. */
export function useRuns() {
  const client = useQueryClient();
  const [isLive, setLive] = useState(false);
  useEffect(
    () =>
      watchEvents("/analytics/runs/events", runEvent, ["runs", "run"], {
        onEvent: (event) => applyRunEvent(client, event),
        onLive: setLive,
      }),
    [client],
  );
  const runs = useQuery({ ...runsQuery, refetchInterval: isLive ? false : POLL_MS });
  const completed = runs.data?.find(({ status }) => status === "completed")?.id;
  useEffect(() => {
    if (completed !== undefined) void client.invalidateQueries({ queryKey: RESULTS_KEY });
  }, [client, completed]);
  return runs;
}
