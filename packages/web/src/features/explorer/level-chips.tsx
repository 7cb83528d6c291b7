import { LEVELS } from "@faultline/logs";
import { useQuery } from "@tanstack/react-query";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { summaryQuery } from "../../api/stats.ts";
import { formatCompact, formatCount } from "../../ui/format-number.ts";
import { levelName } from "../../ui/level.tsx";
import { countFilterOf, type ExplorerSearch } from "./explorer-search.ts";
import type { ChangeSearch } from "./use-explorer.ts";

/** One chip per level with its count under the other filters; the keyword and the parse status are not counted by level. */
export function LevelChips({ search, change }: { search: ExplorerSearch & Scope; change: ChangeSearch }) {
  const { data } = useQuery(summaryQuery(scopeOf(search), { ...countFilterOf(search), level: undefined }));
  const isExact = search.q === undefined && search.status === undefined;
  const counts = isExact ? new Map(data?.level_breakdown.map(({ level, count }) => [level, count])) : null;
  return (
    <div className="level-chips" role="group" aria-label="Level">
      <button
        type="button"
        className="level-chip"
        data-level="NONE"
        aria-pressed={search.level === undefined}
        onClick={() => change({ level: undefined })}
      >
        All levels
      </button>
      {LEVELS.map((level) => {
        const count = counts?.get(level) ?? 0;
        return (
          <button
            key={level}
            type="button"
            className="level-chip"
            data-level={level}
            aria-pressed={search.level === level}
            onClick={() => change({ level: search.level === level ? undefined : level })}
          >
            {levelName(level)}
            {counts && (
              <span className="level-chip__count" title={formatCount(count)}>
                {formatCompact(count)}
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}
