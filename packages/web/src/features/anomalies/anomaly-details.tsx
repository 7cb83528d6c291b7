import type { Anomaly } from "@faultline/contract";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { scopeOf } from "../../api/scope.ts";
import { useScope } from "../../api/use-scope.ts";
import { buttonClass } from "../../ui/button.tsx";
import { formatCount } from "../../ui/format-number.ts";
import { TemplateText } from "../../ui/template-text.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { Departures } from "./departures.tsx";

const CHANGES: Record<Anomaly["services"][number]["change"], string> = {
  new: "New",
  surged: "Surged",
  fallen: "Fallen",
  silent: "Silent",
};

/** What stands out in a window against the usual, and its entries. */
export function AnomalyDetails({ anomaly }: { anomaly: Anomaly }) {
  const scope = useScope();
  const {
    window_start: start,
    window_end: end,
    description,
    departures,
    services,
    templates,
    example_entry_ids,
  } = anomaly;
  const here = { ...scopeOf(scope), range: undefined, start, end };
  return (
    <div className="row-details anomaly-details">
      <p className="row-details__wide anomaly-details__why">{visibleLine(description)}</p>
      {departures.length > 0 && <Departures departures={departures} />}
      {services.length > 0 && (
        <section>
          <h3>Services</h3>
          <ul className="anomaly-changes">
            {services.map(({ service, ...behaviour }) => (
              <Change key={service} {...behaviour}>
                <Link to="/explore" search={{ ...here, service }}>
                  <bdi>{visibleLine(service)}</bdi>
                </Link>
              </Change>
            ))}
          </ul>
        </section>
      )}
      {templates.length > 0 && (
        <section className="row-details__wide">
          <h3>Kinds of message</h3>
          <ul className="anomaly-changes">
            {templates.map(({ id, text, ...behaviour }) => (
              <Change key={id ?? text} {...behaviour}>
                {id === null ? (
                  <TemplateText text={text} />
                ) : (
                  <Link to="/explore" search={{ ...here, q: `template:${id}` }}>
                    <TemplateText text={text} />
                  </Link>
                )}
              </Change>
            ))}
          </ul>
        </section>
      )}
      <div className="row-details__ways">
        <Link to="/explore" search={here} className={buttonClass("primary")}>
          Open the window in the explorer <ArrowRight size={15} aria-hidden="true" />
        </Link>
        {example_entry_ids.slice(0, 3).map((record, index) => (
          <Link key={record} to="/explore" search={{ ...here, record }} className={buttonClass("quiet")}>
            Example {index + 1}
          </Link>
        ))}
      </div>
    </div>
  );
}

interface ChangeProps {
  change: keyof typeof CHANGES;
  count: number;
  usual: number;
  children: React.ReactNode;
}

function Change({ change, count, usual, children }: ChangeProps) {
  return (
    <li>
      <span className="anomaly-changes__tag" data-change={change}>
        {CHANGES[change]}
      </span>
      <span className="anomaly-changes__name">{children}</span>
      <span className="anomaly-changes__count">
        {formatCount(count)}
        <span> usual {usual < 10 ? Number(usual.toFixed(1)) : formatCount(Math.round(usual))}</span>
      </span>
    </li>
  );
}
