import { TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import type { FilesSearch } from "./files-search.ts";

const STATES = [
  { value: undefined, label: "All" },
  { value: "processing", label: "Processing" },
  { value: "failed", label: "Failed" },
] as const;

/** Which files are listed, as kept in the URL. */
export function FileFilters({ search }: { search: FilesSearch }) {
  const navigate = useNavigate({ from: "/files" });
  const change = (changes: FilesSearch, replace = false) =>
    void navigate({ search: (previous) => ({ ...previous, ...changes, page: undefined }), replace });
  return (
    <div className="files__filters" role="search" aria-label="Filters">
      <div className="files__states" role="group" aria-label="Status">
        {STATES.map(({ value, label }) => (
          <Button
            key={label}
            kind="quiet"
            aria-pressed={search.state === value}
            onClick={() => change({ state: value })}
          >
            {label}
          </Button>
        ))}
      </div>
      <TextInput
        aria-label="Find a file"
        placeholder="Find a file"
        leftSection={<Search size={15} aria-hidden="true" />}
        value={search.find ?? ""}
        maxLength={200}
        onChange={(event) => change({ find: event.currentTarget.value || undefined }, true)}
      />
    </div>
  );
}
