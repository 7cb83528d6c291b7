import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { changeUser, usersQuery } from "../../api/accounts.ts";
import { describeError } from "../../api/api-error.ts";
import { Button } from "../../ui/button.tsx";
import { countOf } from "../../ui/format-number.ts";
import { ErrorState, Skeleton } from "../../ui/states.tsx";
import { NewUserDialog } from "./new-user-dialog.tsx";
import { SettingsSection } from "./settings-section.tsx";
import { UserRow } from "./user-row.tsx";
import "./users.css";

/** Everyone who may sign in; `self` is who looks, whose own account others change. */
export function Users({ self }: { self: number }) {
  const users = useQuery(usersQuery);
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: changeUser,
    onSettled: () => queryClient.invalidateQueries({ queryKey: usersQuery.queryKey }),
  });
  const [isAdding, setAdding] = useState(false);
  const [said, say] = useState<string | null>(null);
  return (
    <SettingsSection title="Users" lead="People who may sign in.">
      <div className="users__head">
        <p>{users.data ? countOf(users.data.total, "user", "users") : "\u00a0"}</p>
        <Button kind="primary" onClick={() => setAdding(true)}>
          <UserPlus size={15} aria-hidden="true" /> Add user
        </Button>
      </div>
      <p role="status" className="users__said" data-empty={said === null || undefined}>
        {said}
      </p>
      {change.error && (
        <p className="settings__error" role="alert">
          {change.error.message}
        </p>
      )}
      {users.error && !users.data ? (
        <ErrorState
          title="The users could not be loaded"
          {...describeError(users.error)}
          onRetry={() => void users.refetch()}
        />
      ) : !users.data ? (
        <Skeleton height={160} />
      ) : (
        <ul className="users" aria-label="Users">
          {users.data.items.map((user) => (
            <UserRow key={user.id} user={user} isSelf={user.id === self} onChange={change.mutate} onSaid={say} />
          ))}
        </ul>
      )}
      <NewUserDialog isOpen={isAdding} onClose={() => setAdding(false)} onSaid={say} />
    </SettingsSection>
  );
}
