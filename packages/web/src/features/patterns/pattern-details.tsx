import type { TemplateDetail, TemplateParameter } from "@faultline/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowRight, SearchX } from "lucide-react";
import { describeError } from "../../api/api-error.ts";
import { scopeOf } from "../../api/scope.ts";
import { templateQuery } from "../../api/templates.ts";
import { useScope } from "../../api/use-scope.ts";
import { ChartCard } from "../../charts/chart-card.tsx";
import { patternTimeline } from "../../charts/pattern-timeline.ts";
import { buttonClass } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { useZone } from "../../ui/display-zone.tsx";
import { countOf, formatCompact, formatCount, formatShare } from "../../ui/format-number.ts";
import { LevelLabel } from "../../ui/level.tsx";
import { Moment } from "../../ui/moment.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { patternSearch, type PatternsSearch } from "./patterns-search.ts";
import "./pattern-details.css";

const VALUES_SHOWN = 5;

/** What is in a pattern: when, where, with which values, and some of its entries. */
export function PatternDetails({ id, search }: { id: string; search: PatternsSearch }) {
  const scope = useScope();
  const { data, error, refetch } = useQuery(templateQuery(scope, id, search.level));
  if (error && !data) {
    return (
      <ErrorState title="The pattern could not be loaded" {...describeError(error)} onRetry={() => void refetch()} />
    );
  }
  if (!data) return <DetailsSkeleton />;
  return (
    <div className="row-details pattern-details">
      <Timeline pattern={data} search={search} />
      <Parameters pattern={data} />
      <Counts
        heading="Services"
        rows={data.services.map(({ service, count }) => ({ key: service, name: service, count }))}
        of={data.count}
      />
      <Counts
        heading="Files"
        rows={data.files.map(({ file_id, filename, count }) => ({ key: file_id, name: filename, count }))}
        of={data.count}
      />
      <Examples pattern={data} search={search} />
      <div className="row-details__ways">
        <Link to="/explore" search={patternSearch(id, search)} className={buttonClass("primary")}>
          Open its {countOf(data.count, "entry", "entries")} <ArrowRight size={15} aria-hidden="true" />
        </Link>
        <CopyButton text={data.text} label="Copy the pattern" kind="quiet" />
        {data.first_seen && (
          <p>
            First seen <Moment value={data.first_seen} coarse />
          </p>
        )}
      </div>
    </div>
  );
}

function Timeline({ pattern, search }: { pattern: TemplateDetail; search: PatternsSearch }) {
  const { zone } = useZone();
  const navigate = useNavigate({ from: "/patterns" });
  const scope = scopeOf(useScope());
  const here = { ...scope, range: undefined };
  return (
    <div className="row-details__wide">
      <ChartCard
        spec={patternTimeline(pattern.timeline, zone)}
        onSelect={(selection) =>
          void navigate({ to: "/explore", search: { ...here, ...patternSearch(pattern.id, search), ...selection } })
        }
        onRange={({ start, end }) =>
          void navigate({ search: (previous) => ({ ...previous, start, end, range: undefined, page: undefined }) })
        }
        empty={<EmptyState icon={<SearchX size={22} />} title="None of its entries has a timestamp" />}
      />
    </div>
  );
}

/** What stood in the place of each wildcard. */
function Parameters({ pattern }: { pattern: TemplateDetail }) {
  const { parameters, parameter_entries, is_approximate } = pattern;
  if (parameters.length === 0) return null;
  return (
    <section className="row-details__wide">
      <h3>
        Values
        {is_approximate && <span> of the newest {countOf(parameter_entries, "entry", "entries")}</span>}
      </h3>
      <ol className="pattern-parameters">
        {parameters.map((parameter) => (
          <Parameter key={parameter.position} parameter={parameter} entries={parameter_entries} />
        ))}
      </ol>
    </section>
  );
}

function Parameter({ parameter, entries }: { parameter: TemplateParameter; entries: number }) {
  const { position, kind, distinct, values } = parameter;
  return (
    <li>
      <p>
        <strong>
          {position + 1}. {kind}
        </strong>{" "}
        {countOf(distinct, "value", "values")}
      </p>
      <Bars
        rows={values.slice(0, VALUES_SHOWN).map(({ value, count }) => ({ key: value, name: value, count }))}
        of={entries}
        isMono
      />
    </li>
  );
}

interface CountsProps {
  rows: readonly { readonly key: string | number; readonly name: string; readonly count: number }[];
  of: number;
}

function Counts({ heading, rows, of }: CountsProps & { heading: string }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h3>{heading}</h3>
      <Bars rows={rows.slice(0, VALUES_SHOWN)} of={of} />
      {rows.length > VALUES_SHOWN && <p className="pattern-details__more">{rows.length - VALUES_SHOWN} more</p>}
    </section>
  );
}

function Bars({ rows, of, isMono = false }: CountsProps & { isMono?: boolean }) {
  return (
    <ul className="pattern-bars">
      {rows.map(({ key, name, count }) => (
        <li key={key} title={`${visibleLine(name)}: ${formatCount(count)}`}>
          <span
            className="pattern-bars__bar"
            aria-hidden="true"
            style={{ width: `${(count / Math.max(1, of)) * 100}%` }}
          />
          <bdi className={isMono ? "mono" : undefined}>{visibleLine(name)}</bdi>
          <span>
            {formatCompact(count)} <span>{formatShare(count, of)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Examples({ pattern, search }: { pattern: TemplateDetail; search: PatternsSearch }) {
  return (
    <section className="row-details__wide">
      <h3>Newest entries</h3>
      <ul className="pattern-examples">
        {pattern.examples.map(({ id, timestamp, level, message }) => (
          <li key={id}>
            <Link to="/explore" search={{ ...patternSearch(pattern.id, search), record: id }}>
              {timestamp && <Moment value={timestamp} />}
              <LevelLabel level={level} />
              <span className="mono">{visibleLine(message)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function DetailsSkeleton() {
  return (
    <div className="row-details pattern-details" role="status" aria-label="Loading the pattern">
      <div className="row-details__wide">
        <Skeleton height={220} />
      </div>
      <Skeleton height={120} />
      <Skeleton height={120} />
    </div>
  );
}
