import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FileText } from "lucide-react";
import { useState } from "react";
import { fileQuery, filesQuery } from "../api/files.ts";
import { useScope } from "../api/use-scope.ts";
import { visibleLine } from "../ui/visible-text.ts";
import { OFFERED_FILES } from "./offered-files.ts";
import { fittingFirst } from "../ui/fitting-first.ts";

const ASK_AFTER_MS = 150;
const LONGEST_NAME = 255;

/** The newest files are offered, and of all others those whose name has what is typed in it. */
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
  const hasOthers = newest !== undefined && newest.total > offered.length;
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed, ASK_AFTER_MS);
  const {
    data: found,
    isFetching,
    isPlaceholderData,
  } = useQuery({
    ...filesQuery(OFFERED_FILES, { q: asked.slice(0, LONGEST_NAME) }),
    enabled: asked !== "" && hasOthers,
  });
  const isAsking = asked !== typed || (isFetching && (found === undefined || isPlaceholderData));
  const isAnswered = newest !== undefined && !(hasOthers && isAsking);
  const byId = new Map([...(older ? [older] : []), ...offered, ...(found?.items ?? [])].map((each) => [each.id, each]));

  return (
    <Select
      className="top-bar__file"
      aria-label="File"
      // It takes the place of an input that has the focus.
      autoFocus={takesFocus}
      placeholder="All files"
      searchable
      // The first is marked, and taken by Enter, once it is the answer to what is typed.
      selectFirstOptionOnChange={isAnswered}
      onKeyDownCapture={(event) => {
        if (event.key === "Enter" && !isAnswered) event.stopPropagation();
      }}
      filter={fittingFirst}
      clearable
      clearButtonProps={{ "aria-label": "All files" }}
      nothingFoundMessage={isAnswered ? "No such file" : "Loading the files"}
      leftSection={<FileText size={15} aria-hidden="true" />}
      onSearchChange={setTyped}
      data={[...byId.values()].map(({ id, filename }) => ({ value: String(id), label: visibleLine(filename) }))}
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
