import { Select } from "@mantine/core";
import type { Facets } from "@faultline/contract";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { fieldsQuery } from "../../api/fields.ts";
import { fittingFirst } from "../../ui/fitting-first.ts";
import { formatCompact } from "../../ui/format-number.ts";
import { visibleLine } from "../../ui/visible-text.ts";
import { OTHER_FACETS } from "./facet-fields.ts";

interface AddFacetProps {
  /** Of the entries that match; they come first. */
  attributes: Facets["attributes"];
  /** What is shown already. */
  taken: readonly string[];
  onAdd: (field: string) => void;
}

export function AddFacet({ attributes, taken, onAdd }: AddFacetProps) {
  const [text, setText] = useState("");
  // As they were when the list was opened: what is about to be clicked must not move.
  const [counted, setCounted] = useState<Facets["attributes"]>();
  const { data: known = [], isPending } = useQuery({ ...fieldsQuery, enabled: counted !== undefined });
  const counts = new Map(counted?.map(({ name, count }) => [name, count]));
  const others = known.filter(({ kind }) => kind === "attribute").map(({ name }) => name);
  // The API takes the fields joined by commas.
  const names = [...new Set([...counts.keys(), ...OTHER_FACETS, ...others])].filter(
    (name) => !name.includes(",") && !taken.includes(name),
  );
  return (
    <Select
      className="facets__add"
      aria-label="Add a field"
      placeholder="Add a field"
      leftSection={<Plus size={14} aria-hidden="true" />}
      data={isPending ? [] : names.map((name) => ({ value: name, label: visibleLine(name) }))}
      searchable
      selectFirstOptionOnChange
      filter={fittingFirst}
      onDropdownOpen={() => setCounted(attributes)}
      searchValue={text}
      onSearchChange={setText}
      value={null}
      nothingFoundMessage={isPending ? "Looking for fields …" : "No field is called so"}
      limit={100}
      // The list itself scrolls: a region within it could not be reached by the keyboard.
      withScrollArea={false}
      classNames={{ options: "facets__options" }}
      renderOption={({ option }) => (
        <span className="facets__option">
          <bdi>{option.label}</bdi>
          {counts.has(option.value) && <span>{formatCompact(counts.get(option.value)!)}</span>}
        </span>
      )}
      onChange={(name) => {
        setText("");
        if (name !== null) onAdd(name);
      }}
    />
  );
}
