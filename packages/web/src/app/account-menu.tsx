import { useQuery } from "@tanstack/react-query";
import { lazy } from "react";
import { sessionQuery } from "../api/session.ts";
import { useOnDemand } from "../ui/on-demand.ts";
import { Avatar } from "./avatar.tsx";

export const loadAccountDropdown = () => import("./account-dropdown.tsx");
const AccountDropdown = lazy(loadAccountDropdown);

export function AccountMenu() {
  const { data: user } = useQuery(sessionQuery);
  const { isWanted, standIn } = useOnDemand(loadAccountDropdown);
  if (!user) return null;
  return isWanted ? <AccountDropdown user={user} /> : <Avatar user={user} aria-expanded="false" {...standIn} />;
}
