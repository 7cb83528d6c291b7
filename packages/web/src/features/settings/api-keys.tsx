import type { ApiKey, CreatedApiKey } from "@faultline/contract";
import { Modal, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState, type FormEvent } from "react";
import { apiKeysQuery, createApiKey, revokeApiKey } from "../../api/accounts.ts";
import { describeError } from "../../api/api-error.ts";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { useFieldErrors } from "../../ui/field-errors.ts";
import { Moment } from "../../ui/moment.tsx";
import { ErrorState, Skeleton } from "../../ui/states.tsx";
import { SettingsSection } from "./settings-section.tsx";

export function ApiKeys() {
  const keys = useQuery(apiKeysQuery);
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const creation = useMutation({
    mutationFn: createApiKey,
    onSuccess: (key) => {
      setCreated(key);
      return refresh();
    },
  });
  const revocation = useMutation({ mutationFn: revokeApiKey, onSuccess: refresh });
  const { errors, form: rules } = useFieldErrors();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get("name")).trim();
    if (name) creation.mutate(name, { onSuccess: () => form.reset() });
  };
  return (
    <SettingsSection title="API keys" lead="For programs. A key may do what you may do.">
      <form className="inline-form" onSubmit={submit} {...rules}>
        <TextInput
          label="Key name"
          name="name"
          placeholder="For example ci upload"
          maxLength={255}
          required
          withAsterisk={false}
          error={errors["name"] ?? creation.error?.message}
        />
        <Button type="submit" kind="primary" disabled={creation.isPending}>
          Create key
        </Button>
      </form>
      {created && <CreatedKey created={created} onDone={() => setCreated(null)} />}
      {revocation.error && (
        <p className="settings__error" role="alert">
          {revocation.error.message}
        </p>
      )}
      {keys.error && !keys.data ? (
        <ErrorState
          title="The keys could not be loaded"
          {...describeError(keys.error)}
          onRetry={() => void keys.refetch()}
        />
      ) : !keys.data ? (
        <Skeleton height={96} />
      ) : keys.data.length === 0 ? (
        <p className="settings__none">
          <KeyRound size={16} aria-hidden="true" /> No keys yet.
        </p>
      ) : (
        <KeyList keys={keys.data} onRevoke={revocation.mutate} />
      )}
    </SettingsSection>
  );
}

function KeyList({ keys, onRevoke }: { keys: readonly ApiKey[]; onRevoke: (id: number) => void }) {
  return (
    <ul className="key-list" aria-label="API keys">
      {keys.map((key) => (
        <li key={key.id} data-active={key.is_active}>
          <div>
            <strong>
              <bdi>{key.name}</bdi>
            </strong>
            <p>
              <span className="mono">{key.key_prefix}…</span> · created <Moment value={key.created_at} coarse />
            </p>
          </div>
          {key.is_active ? (
            <Revoke name={key.name} onRevoke={() => onRevoke(key.id)} />
          ) : (
            <span className="key-list__revoked">Revoked</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The one time the key itself is seen. */
function CreatedKey({ created, onDone }: { created: CreatedApiKey; onDone: () => void }) {
  return (
    <div className="created-key" role="status">
      <p>
        <strong>Copy the key now.</strong> It is shown this once and cannot be read again.
      </p>
      <code className="mono" data-raw-key>
        {created.raw_key}
      </code>
      <div className="created-key__actions">
        <CopyButton text={created.raw_key} label="Copy key" kind="primary" />
        <Button onClick={onDone}>Done</Button>
      </div>
    </div>
  );
}

function Revoke({ name, onRevoke }: { name: string; onRevoke: () => void }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button kind="danger" aria-label={`Revoke ${name}`} onClick={() => setAsking(true)}>
        Revoke
      </Button>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="Revoke the key"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <p>
          Programs that use <bdi>{name}</bdi> stop working at once. This cannot be undone.
        </p>
        <div className="dialog-actions">
          <Button onClick={() => setAsking(false)}>Keep it</Button>
          <Button
            kind="primary"
            onClick={() => {
              setAsking(false);
              onRevoke();
            }}
          >
            Revoke key
          </Button>
        </div>
      </Modal>
    </>
  );
}
