import { PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Check } from "lucide-react";
import type { FormEvent } from "react";
import { changePassword } from "../../api/accounts.ts";
import { ApiError } from "../../api/api-error.ts";
import { Button } from "../../ui/button.tsx";
import { useFieldErrors } from "../../ui/field-errors.ts";

const MIN_LENGTH = 8;

export function PasswordForm({ username }: { username: string }) {
  const change = useMutation({ mutationFn: changePassword });
  const { errors, form: rules } = useFieldErrors();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = (name: string) => String(new FormData(form).get(name) ?? "");
    change.mutate(
      { current_password: text("current_password"), new_password: text("new_password") },
      { onSuccess: () => form.reset() },
    );
  };
  const error = change.error instanceof ApiError ? change.error : null;
  const currentError = error?.code === "wrong_password" ? error.message : error?.fieldError("current_password");
  const newError = error?.fieldError("new_password");
  return (
    <form className="settings__form" onSubmit={submit} {...rules}>
      {/* For password managers, which file a password under a name. */}
      <input className="visually-hidden" name="username" autoComplete="username" value={username} readOnly hidden />
      <PasswordInput
        label="Current password"
        name="current_password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        error={errors["current_password"] ?? currentError}
      />
      <PasswordInput
        label={`New password (at least ${MIN_LENGTH} characters)`}
        name="new_password"
        autoComplete="new-password"
        minLength={MIN_LENGTH}
        required
        withAsterisk={false}
        error={errors["new_password"] ?? newError}
      />
      <div className="settings__submit">
        <Button type="submit" kind="primary" disabled={change.isPending} aria-busy={change.isPending}>
          Change password
        </Button>
        {change.error && !currentError && !newError && (
          <p className="settings__error" role="alert">
            {change.error.message}
          </p>
        )}
        {change.isSuccess && (
          <p className="settings__done" role="status">
            <Check size={15} aria-hidden="true" /> Password changed. Your other sessions have ended.
          </p>
        )}
      </div>
    </form>
  );
}
