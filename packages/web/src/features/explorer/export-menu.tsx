import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { exportAddress } from "../../api/export.ts";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { summaryQuery } from "../../api/stats.ts";
import { Button } from "../../ui/button.tsx";
import { countOf } from "../../ui/format-number.ts";
import { entryFilterOf, isReadable, type ExplorerSearch } from "./explorer-search.ts";

const FORMATS = [
  { format: "csv", label: "CSV", detail: "for spreadsheets" },
  { format: "ndjson", label: "NDJSON", detail: "an object on each line" },
] as const;

/** All that matches, as a download that the server streams. */
export function ExportMenu({ search }: { search: ExplorerSearch & Scope }) {
  const [opened, setOpened] = useState(false);
  const canAsk = isReadable(search.q);
  const filter = entryFilterOf(search);
  const { data, isError } = useQuery({ ...summaryQuery(scopeOf(search), filter), enabled: opened && canAsk });
  return (
    <Menu position="bottom-end" width={270} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button aria-label="Export" disabled={!canAsk}>
          <Download size={15} aria-hidden="true" /> <span>Export</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {data
            ? `All ${countOf(data.total_entries, "entry", "entries")} that match`
            : isError
              ? "All that match, which could not be counted"
              : "Counting…"}
        </Menu.Label>
        {FORMATS.map(({ format, label, detail }) => (
          <Menu.Item
            key={format}
            component="a"
            href={exportAddress(scopeOf(search), filter, format)}
            download
            disabled={data?.total_entries === 0}
          >
            {label} <span className="export__detail">{detail}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
