import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "../../api/session.ts";
import { ApiKeys } from "./api-keys.tsx";
import { Appearance } from "./appearance.tsx";
import { Profile } from "./profile.tsx";
import { Users } from "./users.tsx";
import "./settings.css";

export function SettingsPage() {
  const { data: user } = useQuery(sessionQuery);
  if (!user) return null;
  return (
    <div className="page settings">
      <Profile user={user} />
      <Appearance />
      <ApiKeys />
      {user.role === "admin" && <Users self={user.id} />}
    </div>
  );
}
