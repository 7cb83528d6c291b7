import { PasswordInput, Select, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { createUser } from "../../api/accounts.ts";
import { ApiError } from "../../api/api-error.ts";
import { Button } from "../../ui/button.tsx";
import { SettingsSection } from "./settings-section.tsx";

const ROLES = [
  { value: "viewer", label: "Viewer" },
  { value: "admin", label: "Admin" },
];

export function NewUser() {
  const creation = useMutation({ mutationFn: createUser });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = (name: string) => String(new FormData(form).get(name) ?? "");
    creation.mutate(
      {
        username: text("username").trim(),
        password: text("password"),
        email: text("email").trim() || null,
        role: text("role"),
      },
      { onSuccess: () => form.reset() },
    );
  };
  const { error, data } = creation;
  const fieldError = (field: string) => (error instanceof ApiError ? error.fieldError(field) : undefined);
  return (
    <SettingsSection title="Users" lead="People who may sign in.">
      <form className="settings__form" onSubmit={submit} autoComplete="off">
        <TextInput
          label="New username"
          name="username"
          minLength={3}
          maxLength={150}
          required
          withAsterisk={false}
          error={fieldError("username")}
          autoComplete="off"
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
        <div className="settings__submit">
          <Button type="submit" kind="primary" disabled={creation.isPending}>
            Create user
          </Button>
          {error && (
            <p className="settings__error" role="alert">
              {error.message}
            </p>
          )}
          {data && !error && (
            <p role="status">
              <bdi>{data.username}</bdi> may sign in as {data.role}.
            </p>
          )}
        </div>
      </form>
    </SettingsSection>
  );
}
