import { TriangleAlert } from "lucide-react";
import { Button } from "./button.tsx";
import { useZone } from "./display-zone.tsx";
import { formatSecond } from "./format-time.ts";
import "./states.css";

/** Above what was loaded earlier and could not be loaded anew. */
export function StaleNote({
  loadedAtMs,
  detail,
  onRetry,
}: {
  loadedAtMs: number;
  detail: string;
  onRetry: () => void;
}) {
  const { zone } = useZone();
  return (
    <div className="stale-note" role="status">
      <TriangleAlert size={16} aria-hidden="true" />
      <p>
        As of {formatSecond(new Date(loadedAtMs).toISOString(), zone)}. {detail}
      </p>
      <Button kind="quiet" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
