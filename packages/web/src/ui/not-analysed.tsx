import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { sessionQuery } from "../api/session.ts";
import { summaryQuery } from "../api/stats.ts";
import { buttonClass } from "./button.tsx";
import { NoLogs } from "./no-logs.tsx";
import { EmptyState } from "./states.tsx";

/** On a page of results before the first run of the analytics; `children` say what a run does. */
export function NotAnalysed({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  const { data: user } = useQuery(sessionQuery);
  const { data: summary, isPending } = useQuery(summaryQuery({}));
  const isAdmin = user?.role === "admin";
  if (isPending) return null;
  return (
    <div className="page-state">
      {summary?.total_files === 0 ? (
        <NoLogs isAdmin={isAdmin}>{children}</NoLogs>
      ) : (
        <EmptyState
          icon={icon}
          title="The analytics have not run yet"
          action={
            isAdmin && (
              <Link to="/" className={buttonClass("primary")}>
                Run analytics on the dashboard
              </Link>
            )
          }
        >
          {children}
          {!isAdmin && " An admin starts one."}
        </EmptyState>
      )}
    </div>
  );
}
