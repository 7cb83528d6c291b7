import type { TemplateItem, TemplatePage } from "@faultline/contract";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { type CSSProperties, type KeyboardEvent, useId } from "react";
import { Moment } from "../../ui/moment.tsx";
import { Sparkline } from "../../charts/sparkline.tsx";
import { countOf, formatCompact, formatCount, formatShare } from "../../ui/format-number.ts";
import { formatMoment } from "../../ui/format-time.ts";
import { levelName, levelToken } from "../../ui/level.tsx";
import { TemplateText } from "../../ui/template-text.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { PatternDetails } from "./pattern-details.tsx";
import { patternSearch, type PatternsSearch } from "./patterns-search.ts";

/** The patterns: each opens its entries in the explorer, and unfolds to what is in it. */
export function PatternList({ patterns, search }: { patterns: TemplatePage; search: PatternsSearch }) {
  const navigate = useNavigate({ from: "/patterns" });
  const toggle = (id: string) =>
    void navigate({
      search: (previous) => ({ ...previous, open: id === search.open ? undefined : id }),
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <div className="row-columns pattern-columns" aria-hidden="true">
        <span>Levels</span>
        <span>Pattern</span>
        <span>Entries</span>
        <span>Share</span>
        <span>Over time</span>
        <span>First and last seen</span>
      </div>
      <ul className="row-list pattern-list" aria-label="Patterns">
        {patterns.items.map((pattern) => (
          <PatternRow
            key={pattern.id}
            pattern={pattern}
            total={patterns.entries}
            search={search}
            onToggle={() => toggle(pattern.id)}
          />
        ))}
      </ul>
    </>
  );
}

interface PatternRowProps {
  pattern: TemplateItem;
  /** Entries of all patterns. */
  total: number;
  search: PatternsSearch;
  onToggle: () => void;
}

function PatternRow({ pattern, total, search, onToggle }: PatternRowProps) {
  const detailsId = useId();
  const { id, text, count, first_seen, last_seen } = pattern;
  const isOpen = search.open === id;
  return (
    <li data-open={isOpen || undefined}>
      <div className="pattern-row">
        <button
          type="button"
          className="pattern-row__toggle reach"
          aria-expanded={isOpen}
          aria-controls={detailsId}
          aria-label={`Details of ${visibleLine(text)}`}
          onClick={onToggle}
          onKeyDown={moveBetweenRows}
        >
          <ChevronRight size={16} aria-hidden="true" />
        </button>
        <LevelShares pattern={pattern} />
        <Link
          to="/explore"
          search={patternSearch(id, search)}
          className="pattern-row__text"
          aria-label={`${visibleLine(text)}: open its ${countOf(count, "entry", "entries")} in the explorer`}
          title={timesInUtc(pattern)}
        >
          <TemplateText text={text} />
          {pattern.is_new && <span className="pattern-row__new">New</span>}
        </Link>
        <span className="pattern-row__number" title={formatCount(count)}>
          {formatCompact(count)}
        </span>
        <span className="pattern-row__number">{formatShare(count, total)}</span>
        <Sparkline token={levelToken(pattern.levels[0]?.level ?? null)} values={pattern.timeline} />
        <span className="pattern-row__seen">
          {first_seen && last_seen ? (
            <>
              <span className="visually-hidden">First seen </span>
              <Moment value={first_seen} coarse />
              <span className="visually-hidden">Last seen </span>
              <Moment value={last_seen} coarse />
            </>
          ) : (
            "unknown"
          )}
        </span>
      </div>
      <div id={detailsId} hidden={!isOpen}>
        {isOpen && <PatternDetails id={id} search={search} />}
      </div>
    </li>
  );
}

/** The link lies over the whole row, and so over the times that would say this themselves. */
function timesInUtc({ first_seen, last_seen }: TemplateItem): string | undefined {
  if (!first_seen || !last_seen) return undefined;
  return `First seen ${formatMoment(first_seen, "utc")} UTC, last seen ${formatMoment(last_seen, "utc")} UTC`;
}

/** How its entries are divided among levels. */
function LevelShares({ pattern: { levels, count } }: { pattern: TemplateItem }) {
  const said = levels.map(({ level, count: some }) => `${levelName(level)} ${formatShare(some, count)}`).join(", ");
  return (
    <span className="pattern-row__levels" title={said}>
      <span className="visually-hidden">{said}</span>
      {levels.map(({ level, count: some }) => (
        <span
          key={level ?? ""}
          aria-hidden="true"
          style={{ flexGrow: some, background: `var(--${levelToken(level)})` } as CSSProperties}
        />
      ))}
    </span>
  );
}

/** The arrow keys go from row to row, as in the explorer. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const toggles = [...(event.currentTarget.closest("ul")?.querySelectorAll<HTMLElement>(".pattern-row__toggle") ?? [])];
  toggles[toggles.indexOf(event.currentTarget) + step]?.focus();
  event.preventDefault();
}
