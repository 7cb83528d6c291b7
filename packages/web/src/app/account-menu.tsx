import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "../api/session.ts";
import { useOnDemand } from "../ui/on-demand.ts";
import { Avatar } from "./avatar.tsx";

export const loadAccountDropdown = () => import("./account-dropdown.tsx");

export function AccountMenu() {
  const { data: user } = useQuery(sessionQuery);
  const { Part: AccountDropdown, standIn } = useOnDemand(loadAccountDropdown);
  if (!user) return null;
  return AccountDropdown ? <AccountDropdown user={user} /> : <Avatar user={user} aria-expanded="false" {...standIn} />;
}
