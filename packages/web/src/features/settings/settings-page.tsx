import type { User } from "@faultline/contract";
import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "../../api/session.ts";
import { Moment } from "../../ui/moment.tsx";
import { ApiKeys } from "./api-keys.tsx";
import { Appearance } from "./appearance.tsx";
import { NewUser } from "./new-user.tsx";
import { SettingsSection } from "./settings-section.tsx";
import "./settings.css";

export function SettingsPage() {
  const { data: user } = useQuery(sessionQuery);
  if (!user) return null;
  return (
    <div className="page settings">
      <Profile user={user} />
      <Appearance />
      <ApiKeys />
      {user.role === "admin" && <NewUser />}
    </div>
  );
}

function Profile({ user }: { user: User }) {
  const rows: [name: string, value: React.ReactNode][] = [
    ["Username", <bdi key="username">{user.username}</bdi>],
    ["Email", user.email ?? "none"],
    [
      "Role",
      user.role === "admin" ? "Admin: uploads logs and adds people" : "Viewer: reads everything, changes nothing",
    ],
    ["Since", <Moment key="since" value={user.created_at} coarse />],
  ];
  return (
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
  );
}
