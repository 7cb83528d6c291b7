import { TriangleAlert } from "lucide-react";
import { Button } from "../ui/button.tsx";
import { useLoadFailure } from "../ui/load-failure.ts";
import "../ui/states.css";

/** Says that what was to be opened did not come. It goes once something does. */
export function LoadFailureNote() {
  if (!useLoadFailure()) return null;
  return (
    <div className="stale-note load-failure" role="alert">
      <TriangleAlert size={16} aria-hidden="true" />
      <p>This part of the page could not be loaded. Try it again, or reload the page.</p>
      <Button kind="quiet" onClick={() => window.location.reload()}>
        Reload
      </Button>
    </div>
  );
}
