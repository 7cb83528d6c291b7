import { PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { sessionQuery, signIn } from "../../api/session.ts";
import { Button } from "../../ui/button.tsx";
import { useFieldErrors } from "../../ui/field-errors.ts";
import { SessionCard } from "./session-card.tsx";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const attempt = useMutation({
    mutationFn: signIn,
    meta: { anonymous: true },
    onSuccess: async () => {
      queryClient.clear();
      await queryClient.fetchQuery(sessionQuery);
      router.history.push(next ?? "/");
    },
  });
  const { errors, form: rules } = useFieldErrors();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    attempt.mutate({ username: String(form.get("username")).trim(), password: String(form.get("password")) });
  };
  return (
    <SessionCard title="Sign in" lead={next ? "Sign in to go on where you were." : "Welcome back."}>
      <form onSubmit={submit} {...rules}>
        {attempt.error && (
          <p className="form-error" role="alert">
            {attempt.error.message}
          </p>
        )}
        <TextInput
          label="Username"
          name="username"
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
          error={errors["username"]}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          error={errors["password"]}
        />
        <Button type="submit" kind="primary" wide disabled={attempt.isPending} aria-busy={attempt.isPending}>
          {attempt.isPending ? "Signing in…" : "Sign in"}
        </Button>
      </form>
    </SessionCard>
  );
}
