import { formatAgo, formatMoment, formatSecond } from "./format-time.ts";
import { useZone } from "./display-zone.tsx";

interface MomentProps {
  value: string;
  /** Whole seconds, for times that people make. */
  coarse?: boolean;
}

/** A point in time on the chosen clock, with UTC on hover. */
export function Moment({ value, coarse = false }: MomentProps) {
  const { zone } = useZone();
  return (
    <time dateTime={value} title={`${formatMoment(value, "utc")} UTC`}>
      {coarse ? formatSecond(value, zone) : formatMoment(value, zone)}
    </time>
  );
}

/** How long ago, with the moment itself on hover. */
export function Ago({ value }: { value: string }) {
  const { zone } = useZone();
  return (
    <time dateTime={value} title={`${formatSecond(value, zone)} · ${formatSecond(value, "utc")} UTC`}>
      {formatAgo(value, Date.now())}
    </time>
  );
}
