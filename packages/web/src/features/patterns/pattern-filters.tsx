import { Select, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { LEVELS, type Level } from "@faultline/logs";
import { Search, Sparkles } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { levelName } from "../../ui/level.tsx";
import { SORTS, type PatternsSearch } from "./patterns-search.ts";

const SORT_NAMES: Record<(typeof SORTS)[number], string> = {
  count: "Most frequent first",
  rare: "Rarest first",
  first_seen: "Latest to appear first",
  last_seen: "Latest seen first",
  text: "By text",
};

/** What is listed and in which order, as kept in the URL; `summary` is what there is. */
export function PatternFilters({ search, summary }: { search: PatternsSearch; summary: string }) {
  const navigate = useNavigate({ from: "/patterns" });
  const change = (changes: Partial<PatternsSearch>, replace = false) =>
    void navigate({
      search: (previous) => ({ ...previous, ...changes, page: undefined, open: undefined }),
      replace,
    });
  return (
    <div className="patterns__filters" role="search" aria-label="Filters">
      <p aria-live="polite">{summary}</p>
      <Button
        kind="quiet"
        aria-pressed={search.new === true}
        onClick={() => change({ new: search.new ? undefined : true })}
      >
        <Sparkles size={15} aria-hidden="true" /> New only
      </Button>
      <Select
        className="patterns__level"
        aria-label="Level"
        placeholder="Any level"
        clearable
        clearButtonProps={{ "aria-label": "Any level" }}
        data={LEVELS.map((value) => ({ value, label: levelName(value) }))}
        value={search.level ?? null}
        onChange={(level) => change({ level: (level as Level | null) ?? undefined })}
      />
      <Select
        className="patterns__sort"
        aria-label="Order"
        allowDeselect={false}
        data={SORTS.map((value) => ({ value, label: SORT_NAMES[value] }))}
        value={search.sort ?? "count"}
        onChange={(sort) => change({ sort: sort === "count" ? undefined : (sort as PatternsSearch["sort"]) })}
      />
      <TextInput
        className="patterns__find"
        aria-label="Find a pattern"
        placeholder="Find a pattern"
        leftSection={<Search size={15} aria-hidden="true" />}
        value={search.find ?? ""}
        maxLength={200}
        onChange={(event) => change({ find: event.currentTarget.value || undefined }, true)}
      />
    </div>
  );
}
