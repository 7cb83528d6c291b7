import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight, FileCheck, FolderUp, SearchX } from "lucide-react";
import { describeError } from "../../api/api-error.ts";
import { filesQuery } from "../../api/files.ts";
import { sessionQuery } from "../../api/session.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { countOf, formatCount } from "../../ui/format-number.ts";
import { StaleNote } from "../../ui/stale-note.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states.tsx";
import { ArchiveMembers } from "./archive-members.tsx";
import { FileCard } from "./file-card.tsx";
import { FileFilters } from "./file-filters.tsx";
import { isArchive } from "./file-status.ts";
import { FILES_PER_PAGE } from "./files-search.ts";
import { FormatProblems } from "./format-problems.tsx";
import { UploadArea } from "./upload-area.tsx";
import { useFileEvents } from "./use-file-events.ts";
import "./files.css";

/** Changes arrive by themselves; this only makes up for one that got lost. */
const LIVE_REFRESH_MS = 60_000;

const route = getRouteApi("/frame/files");

export function FilesPage() {
  const search = route.useSearch();
  const { page = 1, state, find } = search;
  const isNarrowed = state !== undefined || find !== undefined;
  const { data: user } = useQuery(sessionQuery);
  const isLive = useFileEvents();
  const query = filesQuery(
    { offset: (page - 1) * FILES_PER_PAGE, limit: FILES_PER_PAGE },
    // What is in an archive must be found, too.
    isNarrowed ? { ...(state && { status: state }), ...(find && { q: find }) } : { top_level: "true" },
  );
  const files = useQuery(isLive ? { ...query, refetchInterval: LIVE_REFRESH_MS } : query);
  // What is shown until the answer is there may be of another search.
  const mayHaveFiles = files.isPlaceholderData || (files.data?.total ?? 0) > 0;
  const isAdmin = user?.role === "admin";
  return (
    <div className="page files">
      {isAdmin && <UploadArea />}
      {isAdmin && <FormatProblems />}
      <section aria-labelledby="files-heading" aria-busy={files.isFetching && !files.data}>
        <div className="files__head">
          <h2 className="card-title" id="files-heading">
            Uploaded files
          </h2>
          {files.data && <p className="card-subtitle">{countOf(files.data.total, "file", "files")}</p>}
          {(isNarrowed || mayHaveFiles) && <FileFilters search={search} />}
        </div>
        {files.error && !files.data ? (
          <ErrorState
            title="The files could not be loaded"
            {...describeError(files.error)}
            onRetry={() => void files.refetch()}
          />
        ) : !files.data || (files.isPlaceholderData && files.data.total === 0) ? (
          <FilesSkeleton />
        ) : files.data.total === 0 && find !== undefined ? (
          <NoSuchFile />
        ) : files.data.total === 0 && state !== undefined ? (
          <EmptyState
            icon={<FileCheck size={22} />}
            title={state === "failed" ? "No file failed" : "Nothing is being read"}
          />
        ) : files.data.total === 0 ? (
          <EmptyState icon={<FolderUp size={22} />} title="No files yet">
            {isAdmin
              ? "Drop log files above: their format is recognised, nothing needs to be set up."
              : "An admin uploads them; they appear here at once."}
          </EmptyState>
        ) : (
          <>
            {files.error && (
              <StaleNote
                loadedAtMs={files.dataUpdatedAt}
                detail={files.error.message}
                onRetry={() => void files.refetch()}
              />
            )}
            <ul className="file-list" aria-label="Files">
              {files.data.items.map((file) => (
                <FileCard key={file.id} file={file} isAdmin={isAdmin}>
                  {isArchive(file) && !isNarrowed && <ArchiveMembers archive={file} isAdmin={isAdmin} />}
                </FileCard>
              ))}
            </ul>
            <Pages page={page} total={files.data.total} />
          </>
        )}
      </section>
    </div>
  );
}

function NoSuchFile() {
  const navigate = useNavigate({ from: "/files" });
  return (
    <EmptyState
      icon={<SearchX size={22} />}
      title="No file has this in its name"
      action={<Button onClick={() => void navigate({ search: {} })}>Show all</Button>}
    />
  );
}

function Pages({ page, total }: { page: number; total: number }) {
  const navigate = useNavigate({ from: "/files" });
  const last = Math.max(1, Math.ceil(total / FILES_PER_PAGE));
  if (last === 1 && page === 1) return null;
  const go = (to: number) =>
    void navigate({ search: (previous) => ({ ...previous, page: to === 1 ? undefined : to }) });
  return (
    <nav className="files__pages" aria-label="Pages">
      <IconButton label="Previous page" disabled={page <= 1} onClick={() => go(Math.min(page - 1, last))}>
        <ChevronLeft size={16} aria-hidden="true" />
      </IconButton>
      <span>
        {formatCount(page)} / {formatCount(last)}
      </span>
      <IconButton label="Next page" disabled={page >= last} onClick={() => go(page + 1)}>
        <ChevronRight size={16} aria-hidden="true" />
      </IconButton>
    </nav>
  );
}

function FilesSkeleton() {
  return (
    <div className="file-list" role="status" aria-label="Loading files">
      {[1, 2, 3].map((row) => (
        <div key={row} className="card file-card">
          <Skeleton width={200} height={16} />
          <Skeleton width={140} height={16} />
          <Skeleton width={160} height={16} />
          <Skeleton width={80} height={16} />
        </div>
      ))}
    </div>
  );
}
