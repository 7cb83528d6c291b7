import type { LogEntry } from "@faultline/contract";
import { Popover } from "@mantine/core";
import { Columns3 } from "lucide-react";
import { useMemo } from "react";
import { Button } from "../../ui/button.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { attributeColumn, attributeOfColumn, FIELD_COLUMN_NAMES, MAX_COLUMNS, readColumns } from "./list-view.ts";
import type { ListView } from "./use-list-view.ts";

/** Attributes to choose from: of the entries that are there, the most frequent. */
const MAX_ATTRIBUTES = 40;

interface ColumnsMenuProps {
  view: ListView;
  items: readonly LogEntry[];
}

export function ColumnsMenu({ view, items }: ColumnsMenuProps) {
  return (
    <Popover position="bottom-end" width={250} trapFocus>
      <Popover.Target>
        <Button kind="quiet" aria-label="Columns">
          <Columns3 size={15} aria-hidden="true" /> <span className="list-toolbar__name">Columns</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="columns-menu" aria-label="Columns">
        <Choices view={view} items={items} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Counted only while the menu is open. */
function Choices({ view, items }: ColumnsMenuProps) {
  const chosen = view.columns.map(({ name }) => name);
  const attributes = useMemo(() => frequentAttributes(items), [items]);
  const fields = readColumns(FIELD_COLUMN_NAMES.join());
  const others = [
    ...new Set([...chosen.filter((name) => !FIELD_COLUMN_NAMES.includes(name)), ...attributes.map(attributeColumn)]),
  ];
  const isFull = chosen.length >= MAX_COLUMNS;
  const toggle = (name: string) =>
    view.setColumns(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]);
  const choice = (name: string, title: string, isCode = false) => (
    <label key={name} className={isCode ? "columns-menu__choice mono" : "columns-menu__choice"}>
      <input
        type="checkbox"
        checked={chosen.includes(name)}
        disabled={isFull && !chosen.includes(name)}
        onChange={() => toggle(name)}
      />
      <bdi>{visibleLine(title)}</bdi>
    </label>
  );
  return (
    <>
      {isFull && <p className="columns-menu__full">At most {MAX_COLUMNS} columns fit.</p>}
      {fields.map(({ name, title }) => choice(name, title))}
      {others.length > 0 && <h3>Attributes</h3>}
      {others.map((name) => choice(name, attributeOfColumn(name) ?? name, true))}
    </>
  );
}

function frequentAttributes(items: readonly LogEntry[]): string[] {
  const counts = new Map<string, number>();
  for (const { attributes } of items) {
    for (const name of Object.keys(attributes)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const byCount = [...counts].toSorted(([, one], [, other]) => other - one);
  return byCount.slice(0, MAX_ATTRIBUTES).map(([name]) => name);
}
