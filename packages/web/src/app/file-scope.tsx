import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FileText } from "lucide-react";
import { fileQuery, filesQuery } from "../api/files.ts";
import { useScope } from "../api/use-scope.ts";
import { visibleLine } from "../ui/visible-text.ts";

const NEWEST = { offset: 0, limit: 200 };

/** Narrows the page to one file. The newest are offered; an older one comes from its row on the Files page. */
export function FileScope() {
  const { file } = useScope();
  const navigate = useNavigate();
  const { data: newest } = useQuery({ ...filesQuery(NEWEST), refetchInterval: 30_000 });
  const offered = newest?.items ?? [];
  const isOffered = offered.some(({ id }) => id === file);
  const { data: older } = useQuery({
    ...fileQuery(file ?? 0),
    enabled: file !== undefined && newest !== undefined && !isOffered,
  });
  const options = older && !isOffered ? [older, ...offered] : offered;

  return (
    <Select
      className="top-bar__file"
      aria-label="File"
      placeholder="All files"
      searchable
      clearable
      clearButtonProps={{ "aria-label": "All files" }}
      nothingFoundMessage="No such file"
      leftSection={<FileText size={15} aria-hidden="true" />}
      data={options.map(({ id, filename }) => ({ value: String(id), label: visibleLine(filename) }))}
      value={file === undefined ? null : String(file)}
      onChange={(value) =>
        void navigate({
          to: ".",
          search: (previous) => ({
            ...previous,
            file: value === null ? undefined : Number(value),
            page: undefined,
            at: undefined,
            record: undefined,
          }),
        })
      }
    />
  );
}
