import type { Timeline } from "@faultline/contract";
import { useQuery } from "@tanstack/react-query";
import { useState, type PointerEvent } from "react";
import { denseRangeQuery } from "../../api/dense-range.ts";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { bucketName, bucketTimes } from "../../charts/volume-timeline.ts";
import { useZone } from "../../ui/display-zone.tsx";
import { countOf, formatCompact, formatShare } from "../../ui/format-number.ts";
import { formatBucket, formatRange, formatTick } from "../../ui/format-time.ts";
import { Skeleton } from "../../ui/states.tsx";
import { entryFilterOf, type ExplorerSearch } from "./explorer-search.ts";
import type { ChangeSearch } from "./use-explorer.ts";
import { useVolume } from "./use-volume.ts";

const HEIGHT = 56;

interface HistogramProps {
  search: ExplorerSearch & Scope;
  change: ChangeSearch;
  /** Nothing is counted before. */
  areRowsThere: boolean;
  isQueryWrong: boolean;
}

/** Entries over time above the list. Dragging over it narrows the time range; a click takes one interval. */
export function VolumeHistogram({ search, change, areRowsThere, isQueryWrong }: HistogramProps) {
  const { data, error } = useVolume(search, areRowsThere);
  const zoom = ({ start, end }: { start: string; end: string }) => change({ start, end, range: undefined });
  if ((error || isQueryWrong) && !data) return null;
  if (!data) return <Skeleton height={92} />;
  if (!data.buckets.some(({ total }) => total > 0)) return null;
  return (
    <section className="histogram" aria-label="Volume">
      <p className="histogram__caption">
        <span>
          Entries per {bucketName(data.bucket_seconds)}
          {isQueryWrong ? (
            " · of the last query that could be read"
          ) : (
            <span className="histogram__hint"> · drag to zoom in</span>
          )}
        </span>
        {!isQueryWrong && <DenseLink search={search} timeline={data} zoom={zoom} areRowsThere={areRowsThere} />}
      </p>
      <Bars timeline={data} onBrush={(start, end) => zoom({ start, end })} />
    </section>
  );
}

interface DenseLinkProps {
  search: ExplorerSearch & Scope;
  timeline: Timeline;
  zoom: (range: { start: string; end: string }) => void;
  /** Before, the query may still be refused. */
  areRowsThere: boolean;
}

function DenseLink({ search, timeline, zoom, areRowsThere }: DenseLinkProps) {
  const { zone } = useZone();
  const query = denseRangeQuery(scopeOf(search), entryFilterOf(search), timeline);
  const { data: dense } = useQuery(areRowsThere ? query : { ...query, enabled: false });
  if (!dense) return null;
  return (
    <button
      type="button"
      className="histogram__dense reach"
      onClick={() => zoom({ start: dense.start, end: dense.end })}
    >
      {dense.share === 1 ? "All" : formatShare(dense.share, 1)} are within {formatRange(dense.start, dense.end, zone)}
    </button>
  );
}

function Bars({ timeline, onBrush }: { timeline: Timeline; onBrush: (start: string, end: string) => void }) {
  const { zone } = useZone();
  const { buckets, bucket_seconds } = timeline;
  const [brush, setBrush] = useState<{ from: number; to: number } | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const peak = Math.max(1, ...buckets.map(({ total }) => total));
  const total = buckets.reduce((sum, bucket) => sum + bucket.total, 0);
  const spanMs = buckets.length * bucket_seconds * 1000;
  const indexAt = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(buckets.length - 1, Math.floor(((event.clientX - left) / width) * buckets.length)));
  };
  const finish = () => {
    if (!brush) return;
    setBrush(null);
    const start = bucketTimes(timeline, Math.min(brush.from, brush.to))?.start;
    const end = bucketTimes(timeline, Math.max(brush.from, brush.to))?.end;
    if (start && end) onBrush(start, end);
  };
  const pointed = hovered === null ? undefined : buckets[hovered];
  return (
    <>
      <svg
        className="histogram__bars"
        viewBox={`0 0 ${buckets.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Histogram of ${countOf(total, "entry", "entries")} over time, at most ${countOf(peak, "entry", "entries")} per ${bucketName(bucket_seconds)}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setBrush({ from: indexAt(event), to: indexAt(event) });
        }}
        onPointerMove={(event) => {
          setHovered(indexAt(event));
          if (brush) setBrush({ ...brush, to: indexAt(event) });
        }}
        onPointerUp={finish}
        onPointerCancel={() => setBrush(null)}
        onPointerLeave={() => setHovered(null)}
      >
        {hovered !== null && !brush && (
          <rect className="histogram__hover" x={hovered} y={0} width={1} height={HEIGHT} />
        )}
        {buckets.map((bucket, index) => (
          <Bar key={bucket.start} bucket={bucket} x={index} peak={peak} />
        ))}
        {brush && (
          <rect
            className="histogram__brush"
            x={Math.min(brush.from, brush.to)}
            y={0}
            width={Math.abs(brush.to - brush.from) + 1}
            height={HEIGHT}
          />
        )}
      </svg>
      <div className="histogram__axis" aria-hidden="true">
        <span>{formatTick(buckets[0]?.start ?? "", zone, spanMs)}</span>
        <span className="histogram__reading">
          {pointed
            ? `${formatBucket(pointed.start, bucket_seconds, zone)}: ${countOf(pointed.total, "entry", "entries")}`
            : `peak ${formatCompact(peak)}`}
        </span>
        <span>{formatTick(bucketTimes(timeline, buckets.length - 1)?.end ?? "", zone, spanMs)}</span>
      </div>
    </>
  );
}

/** Errors at the foot, warnings over them, the rest on top. */
function Bar({ bucket, x, peak }: { bucket: Timeline["buckets"][number]; x: number; peak: number }) {
  const scale = (HEIGHT - 2) / peak;
  const bad = bucket.error + bucket.fatal;
  const parts = [
    { part: "error", count: bad, below: 0 },
    { part: "warning", count: bucket.warning, below: bad },
    { part: "rest", count: bucket.total - bad - bucket.warning, below: bad + bucket.warning },
  ];
  return parts.map(({ part, count, below }) => {
    if (count <= 0) return null;
    // A single entry beside a million must still be seen.
    const height = Math.max(1.5, count * scale);
    return (
      <rect key={part} data-part={part} x={x + 0.12} width={0.76} y={HEIGHT - below * scale - height} height={height} />
    );
  });
}
