import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import type { Scope } from "../../api/scope.ts";
import { sessionQuery } from "../../api/session.ts";
import { buttonClass } from "../../ui/button.tsx";
import { NoLogs } from "../../ui/no-logs.tsx";
import { EmptyState } from "../../ui/states.tsx";

/** In place of the dashboard: nothing was uploaded yet, or nothing of it is in the scope. */
export function NoData({ scope, hasFiles }: { scope: Scope; hasFiles: boolean }) {
  const { data: user } = useQuery(sessionQuery);
  const isNarrowed = Object.values(scope).some((value) => value !== undefined);
  if (isNarrowed && hasFiles) {
    return (
      <EmptyState
        icon={<SearchX size={22} />}
        title="No entries in this time range and file"
        action={
          <Link
            to="/"
            search={{ range: undefined, start: undefined, end: undefined, file: undefined }}
            className={buttonClass("primary")}
          >
            Show all data
          </Link>
        }
      />
    );
  }
  const isAdmin = user?.role === "admin";
  return (
    <NoLogs isAdmin={isAdmin}>
      {isAdmin ? "Drop in log files and their" : "Once an admin has uploaded log files, their"} levels, services and
      volume appear here within seconds.
    </NoLogs>
  );
}
