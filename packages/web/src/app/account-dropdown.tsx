import { Menu } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { LogOut, Settings } from "lucide-react";
import type { User } from "@faultline/contract";
import { signOut } from "../api/session.ts";
import { useOpenOnArrival } from "../ui/on-demand.ts";
import { Avatar } from "./avatar.tsx";

export default function AccountDropdown({ user }: { user: User }) {
  const { targetRef, opened, setOpened } = useOpenOnArrival<HTMLButtonElement>();
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
  return (
    <Menu position="bottom-end" width={220} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Avatar ref={targetRef} user={user} />
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
