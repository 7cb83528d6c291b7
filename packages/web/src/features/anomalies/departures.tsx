import type { Anomaly } from "@faultline/contract";
import { formatCount } from "../../ui/format-number.ts";

type Departure = Anomaly["departures"][number];

const NAMES: Record<Departure["feature"], string> = {
  total_count: "Entries",
  error_count: "Errors",
  warn_count: "Warnings",
  info_count: "Info entries",
  debug_count: "Debug entries",
  error_rate: "Error rate",
  unique_services: "Services",
};

/** Features that left their usual range: the range as a band, the usual as a line, the value as a dot. */
export function Departures({ departures }: { departures: readonly Departure[] }) {
  return (
    <section>
      <h3>Against the usual</h3>
      <ul className="departures">
        {departures.map((departure) => (
          <DepartureRow key={departure.feature} departure={departure} />
        ))}
      </ul>
    </section>
  );
}

function DepartureRow({ departure: { feature, value, usual, low, high } }: { departure: Departure }) {
  const write = (number: number) => writeFeature(feature, number);
  const top = Math.max(value, high, usual) * 1.05 || 1;
  const at = (number: number) => `${(Math.max(0, number) / top) * 100}%`;
  return (
    <li>
      <span className="departures__name">{NAMES[feature]}</span>
      <span className="departures__scale" aria-hidden="true">
        <span className="departures__range" style={{ left: at(low), width: at(high - Math.max(0, low)) }} />
        <span className="departures__usual" style={{ left: at(usual) }} />
        <span className="departures__value" style={{ left: at(value) }} />
      </span>
      <span className="departures__text">
        <strong>{write(value)}</strong> usual {write(usual)} ({write(Math.max(0, low))}–{write(high)})
      </span>
    </li>
  );
}

function writeFeature(feature: Departure["feature"], value: number): string {
  if (feature === "error_rate") return `${Number((value * 100).toFixed(1))}%`;
  return value < 10 ? String(Number(value.toFixed(1))) : formatCount(Math.round(value));
}
