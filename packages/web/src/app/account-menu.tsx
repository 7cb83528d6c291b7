import { Menu } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { LogOut, Settings } from "lucide-react";
import { sessionQuery, signOut } from "../api/session.ts";

export function AccountMenu() {
  const { data: user } = useQuery(sessionQuery);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: "/sign-in", search: {} });
      // What one person has loaded must not be there for the next.
      queryClient.clear();
    },
  });
  if (!user) return null;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <button type="button" className="avatar" aria-label={`Account of ${user.username}`}>
          {[...user.username].slice(0, 2).join("").toUpperCase()}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="account-card">
          <strong>
            <bdi>{user.username}</bdi>
          </strong>
          <span>{user.role === "admin" ? "Admin" : "Viewer"}</span>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/settings" leftSection={<Settings size={16} aria-hidden="true" />}>
          Settings
        </Menu.Item>
        <Menu.Item leftSection={<LogOut size={16} aria-hidden="true" />} onClick={() => leave.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
