import { Popover, TextInput } from "@mantine/core";
import type { SavedSearch } from "@faultline/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark } from "lucide-react";
import { useState, type FormEvent, useRef } from "react";
import { describeError } from "../../api/api-error.ts";
import { deleteSearch, renameSearch, savedSearchesQuery, saveSearch } from "../../api/saved-searches.ts";
import { timesOf, type Scope } from "../../api/scope.ts";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { shareAddress } from "./entry-text.ts";
import { isReadable, type ExplorerSearch } from "./explorer-search.ts";
import { filtersOf, scopeOfFilters } from "./saved-filters.ts";
import { SavedSearchRow } from "./saved-search-row.tsx";
import type { ChangeSearch } from "./use-explorer.ts";
import "./saved-searches.css";

interface SavedSearchesProps {
  search: ExplorerSearch & Scope;
  change: ChangeSearch;
}

/** One's own searches by name, and a link to the present one for others. */
export function SavedSearches({ search, change }: SavedSearchesProps) {
  const [opened, setOpened] = useState(false);
  const open = (saved: SavedSearch) => {
    change({ ...scopeOfFilters(saved.filters), q: saved.query || undefined });
    setOpened(false);
  };
  return (
    <Popover position="bottom-end" width={340} opened={opened} onChange={setOpened} trapFocus returnFocus>
      <Popover.Target>
        <Button aria-expanded={opened} aria-label="Saved searches" onClick={() => setOpened(!opened)}>
          <Bookmark size={15} aria-hidden="true" /> <span>Saved</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="saved" aria-label="Saved searches">
        <SearchList onOpen={open} />
        <SaveForm search={search} />
        <ShareLink scope={search} />
      </Popover.Dropdown>
    </Popover>
  );
}

function SearchList({ onOpen }: { onOpen: (saved: SavedSearch) => void }) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(savedSearchesQuery);
  const onSettled = () => client.invalidateQueries({ queryKey: savedSearchesQuery.queryKey });
  const rename = useMutation({ mutationFn: renameSearch, onSettled });
  const remove = useMutation({ mutationFn: deleteSearch, onSettled });
  const failure = rename.error ?? remove.error ?? (data ? null : error);
  return (
    <>
      {failure && (
        <p className="saved__failure" role="alert">
          {describeError(failure).detail}{" "}
          {!data && (
            <Button kind="quiet" onClick={() => void refetch()}>
              Try again
            </Button>
          )}
        </p>
      )}
      {!data && !error && <Skeleton height={64} />}
      {data?.length === 0 && <p className="saved__none">Nothing is saved yet. A saved search is seen by you alone.</p>}
      {data && data.length > 0 && (
        <ul className="saved__list" aria-label="Searches">
          {data.map((saved) => (
            <SavedSearchRow
              key={saved.id}
              saved={saved}
              onOpen={() => onOpen(saved)}
              onRename={(name) => rename.mutate({ id: saved.id, name })}
              onDelete={() => remove.mutate(saved.id)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function SaveForm({ search }: { search: ExplorerSearch & Scope }) {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const { data } = useQuery(savedSearchesQuery);
  const save = useMutation({
    mutationFn: saveSearch,
    onSuccess: () => {
      setName("");
      // The button goes out, and with the focus on it Escape would close nothing.
      input.current?.focus();
      return client.invalidateQueries({ queryKey: savedSearchesQuery.queryKey });
    },
  });
  const isTaken = data?.some((saved) => saved.name === name.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ name: name.trim(), query: search.q ?? "", filters: filtersOf(search) });
  };
  return (
    <form className="saved__form" onSubmit={submit}>
      <TextInput
        ref={input}
        label="Save this search as"
        placeholder="Checkout errors"
        maxLength={100}
        value={name}
        error={save.error && describeError(save.error).detail}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        kind="primary"
        type="submit"
        disabled={name.trim() === "" || !isReadable(search.q)}
        aria-busy={save.isPending}
      >
        {isTaken ? "Replace" : "Save"}
      </Button>
    </form>
  );
}

function ShareLink({ scope }: { scope: Scope }) {
  const now = Date.now();
  const { start, end = new Date(now).toISOString() } = timesOf(scope, now);
  return (
    <div className="saved__share">
      <CopyButton kind="quiet" text={shareAddress(window.location, { start, end })} label="Copy link to this search" />
    </div>
  );
}
