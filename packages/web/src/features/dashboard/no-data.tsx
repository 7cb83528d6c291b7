import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import type { Scope } from "../../api/scope.ts";
import { sessionQuery } from "../../api/session.ts";
import { NoLogs } from "../../ui/no-logs.tsx";
import { NothingInScope } from "../../ui/nothing-in-scope.tsx";

/** In place of the dashboard: nothing was uploaded yet, or nothing of it is in the scope. */
export function NoData({ scope, hasFiles }: { scope: Scope; hasFiles: boolean }) {
  const { data: user } = useQuery(sessionQuery);
  const isNarrowed = Object.values(scope).some((value) => value !== undefined);
  if (isNarrowed && hasFiles) {
    return <NothingInScope icon={<SearchX size={22} />} page="/" />;
  }
  const isAdmin = user?.role === "admin";
  return (
    <NoLogs isAdmin={isAdmin}>
      {isAdmin ? "Drop in log files and their" : "Once an admin has uploaded log files, their"} levels, services and
      volume appear here within seconds.
    </NoLogs>
  );
}
