import type { User } from "@faultline/contract";
import type { ReactNode } from "react";
import { Moment } from "../../ui/moment.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SettingsSection } from "./settings-section.tsx";

export function Profile({ user }: { user: User }) {
  const rows: [name: string, value: ReactNode][] = [
    ["Username", <bdi key="username">{user.username}</bdi>],
    ["Email", user.email ?? "none"],
    [
      "Role",
      user.role === "admin" ? "Admin: uploads logs and adds people" : "Viewer: reads everything, changes nothing",
    ],
    ["Since", <Moment key="since" value={user.created_at} coarse />],
  ];
  return (
    <>
      <SettingsSection title="Profile" lead="Who you are signed in as.">
        <dl className="settings__facts">
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </SettingsSection>
      <SettingsSection title="Password" lead="Changing it signs you out everywhere but here.">
        <PasswordForm username={user.username} />
      </SettingsSection>
    </>
  );
}
