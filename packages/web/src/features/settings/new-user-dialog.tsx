import { Modal, PasswordInput, Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { createUser, usersQuery } from "../../api/accounts.ts";
import { ApiError } from "../../api/api-error.ts";
import { Button } from "../../ui/button.tsx";
import { useFieldErrors } from "../../ui/field-errors.ts";

const ROLES = [
  { value: "viewer", label: "Viewer: reads everything, changes nothing" },
  { value: "admin", label: "Admin: uploads logs and adds people" },
];

interface NewUserDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onSaid: (text: string) => void;
}

export function NewUserDialog({ isOpen, onClose, onSaid }: NewUserDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Add a user" closeButtonProps={{ "aria-label": "Close" }}>
      <NewUserForm onClose={onClose} onSaid={onSaid} />
    </Modal>
  );
}

function NewUserForm({ onClose, onSaid }: Omit<NewUserDialogProps, "isOpen">) {
  const queryClient = useQueryClient();
  const creation = useMutation({
    mutationFn: createUser,
    onSuccess: (created) => {
      onClose();
      onSaid(`${created.username} may sign in as ${created.role}.`);
      return queryClient.invalidateQueries({ queryKey: usersQuery.queryKey });
    },
  });
  const { errors, form: rules } = useFieldErrors();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "");
    creation.mutate({
      username: text("username").trim(),
      password: text("password"),
      email: text("email").trim() || null,
      role: text("role"),
    });
  };
  const { error } = creation;
  const fieldError = (field: string) =>
    errors[field] ?? (error instanceof ApiError ? error.fieldError(field) : undefined);
  return (
    <form className="user-dialog" onSubmit={submit} {...rules} autoComplete="off">
      <TextInput
        label="Username"
        name="username"
        minLength={3}
        maxLength={150}
        required
        withAsterisk={false}
        error={fieldError("username")}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        label="Email (optional)"
        name="email"
        type="email"
        maxLength={320}
        error={fieldError("email")}
        autoComplete="off"
      />
      <PasswordInput
        label="Initial password"
        name="password"
        minLength={8}
        required
        withAsterisk={false}
        error={fieldError("password")}
        autoComplete="new-password"
      />
      <Select label="Role" name="role" data={ROLES} defaultValue="viewer" allowDeselect={false} />
      {error && (
        <p className="settings__error" role="alert">
          {error.message}
        </p>
      )}
      <div className="dialog-actions">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" disabled={creation.isPending}>
          Create user
        </Button>
      </div>
    </form>
  );
}
