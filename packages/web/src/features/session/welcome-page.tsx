import { PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { ApiError } from "../../api/api-error.ts";
import { createFirstAccount, sessionQuery, setupQuery } from "../../api/session.ts";
import { Button } from "../../ui/button.tsx";
import { useFieldErrors } from "../../ui/field-errors.ts";
import { SessionCard } from "./session-card.tsx";

/** First start: there is no account yet, and the one created here is the admin's. */
export function WelcomePage() {
  const { data: setup } = useQuery(setupQuery);
  const router = useRouter();
  const queryClient = useQueryClient();
  const creation = useMutation({
    mutationFn: createFirstAccount,
    meta: { anonymous: true },
    onSuccess: async () => {
      queryClient.clear();
      await queryClient.fetchQuery(sessionQuery);
      router.history.push("/files");
    },
  });
  const { errors, form: rules } = useFieldErrors();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const code = String(form.get("setup_code") ?? "").trim();
    creation.mutate({
      username: String(form.get("username")).trim(),
      password: String(form.get("password")),
      ...(code && { setup_code: code }),
    });
  };
  const { error } = creation;
  const fieldError = (field: string) =>
    errors[field] ?? (error instanceof ApiError ? error.fieldError(field) : undefined);
  return (
    <SessionCard
      title="Create the admin account"
      lead="This is a fresh install. The first account can upload logs and add people."
    >
      <form onSubmit={submit} {...rules}>
        {error && (
          <p className="form-error" role="alert">
            {error.message}
          </p>
        )}
        {setup?.code_required && (
          <TextInput
            label="Setup code"
            name="setup_code"
            description="The server printed it in its terminal when it started."
            autoComplete="one-time-code"
            required
            withAsterisk={false}
            error={fieldError("setup_code")}
          />
        )}
        <TextInput
          label="Username"
          name="username"
          autoComplete="username"
          minLength={3}
          maxLength={150}
          autoFocus
          required
          withAsterisk={false}
          error={fieldError("username")}
        />
        <PasswordInput
          label="Password"
          name="password"
          description="At least 8 characters."
          autoComplete="new-password"
          minLength={8}
          required
          withAsterisk={false}
          error={fieldError("password")}
        />
        <Button type="submit" kind="primary" wide disabled={creation.isPending} aria-busy={creation.isPending}>
          {creation.isPending ? "Creating account…" : "Create account"}
        </Button>
      </form>
    </SessionCard>
  );
}
