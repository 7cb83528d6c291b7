import type { Timeline } from "@faultline/contract";
import { useQuery } from "@tanstack/react-query";
import { ZoomIn } from "lucide-react";
import { denseRangeQuery } from "../../api/dense-range.ts";
import type { Scope } from "../../api/scope.ts";
import type { Interval } from "../../charts/chart-spec.ts";
import { Button } from "../../ui/button.tsx";
import { useZone } from "../../ui/display-zone.tsx";
import { formatShare } from "../../ui/format-number.ts";
import { formatRange } from "../../ui/format-time.ts";

interface DenseNoteProps {
  scope: Scope;
  timeline: Timeline;
  onZoom: (interval: Interval) => void;
}

/** Says where nearly all entries are if the page's range is so long that its charts would not show them. */
export function DenseNote({ scope, timeline, onZoom }: DenseNoteProps) {
  const { zone } = useZone();
  const { data: dense } = useQuery(denseRangeQuery(scope, {}, timeline));
  if (!dense) return null;
  return (
    <div className="dense-note dashboard__wide" role="status">
      <p>
        {dense.share === 1 ? "All" : `${formatShare(dense.share, 1)} of the`} entries are within{" "}
        {formatRange(dense.start, dense.end, zone)}.
      </p>
      <Button onClick={() => onZoom({ start: dense.start, end: dense.end })}>
        <ZoomIn size={16} aria-hidden="true" />
        Zoom in
      </Button>
    </div>
  );
}
