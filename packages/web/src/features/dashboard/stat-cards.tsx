import type { Summary, Timeline } from "@faultline/contract";
import type { Level } from "@faultline/logs";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { filesQuery } from "../../api/files.ts";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { precedingSummaryQuery } from "../../api/stats.ts";
import { Sparkline } from "../../charts/sparkline.tsx";
import { countOf, formatChange, formatCompact, formatCount, formatShare } from "../../ui/format-number.ts";
import { Ago } from "../../ui/moment.tsx";

interface StatCardsProps {
  scope: Scope;
  summary: Summary;
  timeline: Timeline;
}

function countOfLevel(summary: Summary, level: Level): number {
  return summary.level_breakdown.find((entry) => entry.level === level)?.count ?? 0;
}

export function StatCards({ scope, summary, timeline }: StatCardsProps) {
  const { data: before } = useQuery(precedingSummaryQuery(scope));
  const { buckets } = timeline;
  const total = summary.total_entries;
  const errors = countOfLevel(summary, "ERROR");
  const fatal = countOfLevel(summary, "FATAL");
  const warnings = countOfLevel(summary, "WARNING");
  const here = scopeOf(scope);
  return (
    <>
      <StatCard
        label="Entries"
        value={total}
        before={before?.total_entries}
        note={scope.range || scope.start || scope.end ? "in this range" : "in all data"}
        chart={<Sparkline token="accent" values={buckets.map((bucket) => bucket.total)} />}
        link={
          <Link to="/explore" search={here} className="stat-card__link" aria-label="Entries: open in the explorer" />
        }
      />
      <FilesCard total={summary.total_files} />
      <StatCard
        label="Errors"
        token="error"
        value={errors}
        before={before ? countOfLevel(before, "ERROR") : undefined}
        higherIsWorse
        note={fatal > 0 ? `and ${formatCount(fatal)} fatal` : `${formatShare(errors, total)} of entries`}
        chart={<Sparkline token="error" values={buckets.map((bucket) => bucket.error)} />}
        link={
          <Link
            to="/explore"
            search={{ ...here, level: "ERROR" }}
            className="stat-card__link"
            aria-label="Errors: open in the explorer"
          />
        }
      />
      <StatCard
        label="Warnings"
        token="warning"
        value={warnings}
        before={before ? countOfLevel(before, "WARNING") : undefined}
        higherIsWorse
        note={`${formatShare(warnings, total)} of entries`}
        chart={<Sparkline token="warning" values={buckets.map((bucket) => bucket.warning)} />}
        link={
          <Link
            to="/explore"
            search={{ ...here, level: "WARNING" }}
            className="stat-card__link"
            aria-label="Warnings: open in the explorer"
          />
        }
      />
    </>
  );
}

interface StatCardProps {
  label: string;
  value: number;
  token?: string;
  /** The count of the preceding range, where there is one. */
  before?: number | undefined;
  higherIsWorse?: boolean;
  note: ReactNode;
  chart: ReactNode;
  link: ReactNode;
}

function StatCard({ label, value, token = "accent", before, higherIsWorse = false, note, chart, link }: StatCardProps) {
  const change = before === undefined ? null : formatChange(value, before);
  const isWorse = higherIsWorse && before !== undefined && value > before;
  return (
    <article
      className="card stat-card"
      data-stat={label.toLowerCase()}
      style={{ "--stat": `var(--${token})` } as React.CSSProperties}
    >
      {link}
      <h2 className="stat-card__label">{label}</h2>
      <div className="stat-card__row">
        <p className="stat-card__value" title={formatCount(value)} data-value={value}>
          {value < 1_000_000 ? formatCount(value) : formatCompact(value)}
        </p>
        {change && (
          <p
            className="stat-card__change"
            data-worse={isWorse || undefined}
            title="Against the preceding range of the same length"
          >
            {change}
          </p>
        )}
      </div>
      <p className="stat-card__note">{note}</p>
      {chart}
    </article>
  );
}

const NEWEST = { offset: 0, limit: 24 };

/** The newest files as bars of their entries, oldest at the left. */
function FilesCard({ total }: { total: number }) {
  const { data } = useQuery(filesQuery(NEWEST));
  const newest = data?.items ?? [];
  const uploaded = newest[0]?.uploaded_at;
  const sizes = newest
    .map(({ parsed_entries, partial_entries, failed_entries }) => parsed_entries + partial_entries + failed_entries)
    .toReversed();
  const peak = Math.max(1, ...sizes);
  return (
    <StatCard
      label="Files"
      value={total}
      note={
        uploaded ? (
          <>
            newest <Ago value={uploaded} />
          </>
        ) : (
          countOf(total, "file", "files")
        )
      }
      chart={
        <svg className="sparkline" viewBox="0 0 120 32" preserveAspectRatio="none" aria-hidden="true">
          {sizes.map((size, index) => {
            const height = Math.max(2, (Math.log1p(size) / Math.log1p(peak)) * 30);
            return <rect key={index} x={index * 5 + 0.8} y={32 - height} width={3.4} height={height} rx={1} />;
          })}
        </svg>
      }
      link={<Link to="/files" className="stat-card__link" aria-label="Files: open the list" />}
    />
  );
}
