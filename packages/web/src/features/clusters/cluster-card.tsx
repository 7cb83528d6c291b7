import type { Cluster } from "@faultline/contract";
import { Link } from "@tanstack/react-router";
import { clusterSearch } from "../../charts/cluster-search.ts";
import { Sparkline } from "../../charts/sparkline.tsx";
import { countOf, formatCount, formatShare } from "../../ui/format-number.ts";
import { Moment } from "../../ui/moment.tsx";
import { visibleLine, visibleText } from "../../ui/visible-text.ts";

const SERVICES_SHOWN = 4;

/** `total` is the number of errors in all clusters. */
export function ClusterCard({ cluster, total }: { cluster: Cluster; total: number }) {
  const { label, count, example_message, services, first_seen, last_seen, timeline } = cluster;
  const keywords = cluster.keywords.split(", ").filter(Boolean);
  return (
    <li className="card cluster">
      <Link
        to="/explore"
        search={{ ...clusterSearch(cluster), range: undefined, file: undefined }}
        className="cluster__link"
        aria-label={`${visibleLine(label)}: open its ${countOf(count, "entry", "entries")} in the explorer`}
      />
      <div className="cluster__head">
        <h2>{visibleLine(label)}</h2>
        <p>
          <strong>{formatCount(count)}</strong>
          <span>{formatShare(count, total)}</span>
        </p>
      </div>
      <div className="cluster__example">
        <pre className="mono">{visibleText(example_message)}</pre>
      </div>
      <Sparkline token="error" values={timeline.buckets.map((bucket) => bucket.count)} />
      <dl className="cluster__facts">
        <div>
          <dt>First seen</dt>
          <dd>{first_seen ? <Moment value={first_seen} coarse /> : "unknown"}</dd>
        </div>
        <div>
          <dt>Last seen</dt>
          <dd>{last_seen ? <Moment value={last_seen} coarse /> : "unknown"}</dd>
        </div>
      </dl>
      <ul className="cluster__tags" aria-label="Services and keywords">
        {services.slice(0, SERVICES_SHOWN).map(({ service }) => (
          <li key={`service ${service}`} data-kind="service">
            <bdi>{visibleLine(service)}</bdi>
          </li>
        ))}
        {services.length > SERVICES_SHOWN && <li>{services.length - SERVICES_SHOWN} more</li>}
        {keywords.map((keyword) => (
          <li key={keyword}>{visibleLine(keyword)}</li>
        ))}
      </ul>
    </li>
  );
}
