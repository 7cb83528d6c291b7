import type { User } from "@faultline/contract";
import { Modal, PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { resetPassword } from "../../api/accounts.ts";
import { Button } from "../../ui/button.tsx";
import { useFieldErrors } from "../../ui/field-errors.ts";

interface ResetPasswordDialogProps {
  user: User;
  isOpen: boolean;
  onClose: () => void;
  onSaid: (text: string) => void;
}

export function ResetPasswordDialog({ user, isOpen, onClose, onSaid }: ResetPasswordDialogProps) {
  const reset = useMutation({
    mutationFn: resetPassword,
    onSuccess: () => {
      onClose();
      onSaid(`${user.username} has a new password, and has to sign in with it.`);
    },
  });
  const { errors, form: rules } = useFieldErrors();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    reset.mutate({ id: user.id, password: String(new FormData(event.currentTarget).get("password")) });
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title="Reset the password" closeButtonProps={{ "aria-label": "Close" }}>
      <form className="user-dialog" onSubmit={submit} {...rules} autoComplete="off">
        <p>
          All sessions of <bdi>{user.username}</bdi> end. Tell them the new password; they can change it in their
          settings.
        </p>
        <PasswordInput
          label="New password"
          name="password"
          minLength={8}
          maxLength={1024}
          required
          withAsterisk={false}
          autoComplete="new-password"
          error={errors["password"] ?? reset.error?.message}
          data-autofocus
        />
        <div className="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" disabled={reset.isPending}>
            Reset password
          </Button>
        </div>
      </form>
    </Modal>
  );
}
