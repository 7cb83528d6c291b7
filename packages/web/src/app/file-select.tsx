import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FileText } from "lucide-react";
import { fileQuery, filesQuery } from "../api/files.ts";
import { useScope } from "../api/use-scope.ts";
import { visibleLine } from "../ui/visible-text.ts";
import { OFFERED_FILES } from "./offered-files.ts";

/** The newest files are offered; an older one comes from its row on the Files page. */
export default function FileSelect({ takesFocus }: { takesFocus: boolean }) {
  const { file } = useScope();
  const navigate = useNavigate();
  const { data: newest } = useQuery({ ...filesQuery(OFFERED_FILES), refetchInterval: 30_000 });
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
      // It takes the place of an input that has the focus.
      autoFocus={takesFocus}
      placeholder="All files"
      searchable
      clearable
      clearButtonProps={{ "aria-label": "All files" }}
      nothingFoundMessage={newest ? "No such file" : "Loading the files"}
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
