import { Autocomplete, Popover, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { PARSE_STATUSES, type ParseStatus } from "@faultline/logs";
import { Search, SlidersHorizontal, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { summaryQuery } from "../../api/stats.ts";
import { Button } from "../../ui/button.tsx";
import { isFiltered, NO_FILTERS, type ExplorerSearch } from "./explorer-search.ts";
import type { ChangeSearch } from "./use-explorer.ts";
import { useTypedFilter } from "./use-typed-filter.ts";

interface FilterBarProps {
  search: ExplorerSearch & Scope;
  change: ChangeSearch;
}

const STATUS_NAMES: Record<ParseStatus, string> = { parsed: "Parsed", partial: "Partly parsed", failed: "Not parsed" };

export function FilterBar({ search, change }: FilterBarProps) {
  const { data: summary } = useQuery(summaryQuery(scopeOf(search)));
  const service = useTypedFilter(search.service, (value) => change({ service: value }, { replace: true }));
  return (
    <div className="filter-bar" role="search" aria-label="Filters">
      <KeywordField search={search} change={change} />
      <Autocomplete
        className="filter-bar__service"
        aria-label="Service"
        placeholder="Any service"
        data={[...new Set(summary?.top_services.map((entry) => entry.service))]}
        value={service.typed}
        onChange={service.type}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        maxLength={1024}
      />
      <Select
        className="filter-bar__status"
        aria-label="Parse status"
        placeholder="Any status"
        clearable
        clearButtonProps={{ "aria-label": "Any parse status" }}
        data={PARSE_STATUSES.map((value) => ({ value, label: STATUS_NAMES[value] }))}
        value={search.status ?? null}
        onChange={(value) => change({ status: (value as ParseStatus | null) ?? undefined })}
      />
      <MoreFilters search={search} change={change} />
      {isFiltered(search) && (
        <Button
          kind="quiet"
          className="filter-bar__clear"
          aria-label="Clear filters"
          onClick={() => change(NO_FILTERS)}
        >
          <X size={15} aria-hidden="true" /> <span>Clear filters</span>
        </Button>
      )}
    </div>
  );
}

function KeywordField({ search, change }: FilterBarProps) {
  const input = useRef<HTMLInputElement>(null);
  const keyword = useTypedFilter(search.q, (value) => change({ q: value }, { replace: true }));
  const hash = useRouterState({ select: (state) => state.location.hash });
  useEffect(() => {
    if (hash === "keyword") input.current?.focus();
  }, [hash]);
  return (
    <TextInput
      ref={input}
      id="keyword"
      className="filter-bar__keyword"
      aria-label="Keyword"
      placeholder="Search messages"
      type="search"
      autoComplete="off"
      spellCheck={false}
      maxLength={1024}
      leftSection={<Search size={15} aria-hidden="true" />}
      rightSection={!keyword.typed && <kbd aria-hidden="true">/</kbd>}
      value={keyword.typed}
      onChange={(event) => keyword.type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") keyword.apply();
        if (event.key === "Escape") {
          // The browser's own answer to Escape is to empty the field.
          event.preventDefault();
          input.current?.blur();
        }
      }}
    />
  );
}

/** Filters by what was said of the files when they were uploaded. */
function MoreFilters({ search, change }: FilterBarProps) {
  const source = useTypedFilter(search.source, (value) => change({ source: value }, { replace: true }));
  const environment = useTypedFilter(search.environment, (value) => change({ environment: value }, { replace: true }));
  const count = [search.source, search.environment].filter(Boolean).length;
  return (
    <Popover position="bottom-end" width={260} trapFocus>
      <Popover.Target>
        <Button>
          <SlidersHorizontal size={15} aria-hidden="true" /> More{count > 0 && ` (${count})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="filter-bar__more" aria-label="More filters">
        <TextInput
          label="Source"
          placeholder="As given at upload"
          value={source.typed}
          onChange={(event) => source.type(event.currentTarget.value)}
        />
        <TextInput
          label="Environment"
          placeholder="As given at upload"
          value={environment.typed}
          onChange={(event) => environment.type(event.currentTarget.value)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
