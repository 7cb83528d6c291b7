import type { ChangeUserRequest, User } from "@faultline/contract";
import { Menu } from "@mantine/core";
import { EllipsisVertical, KeyRound, ShieldCheck, ShieldOff, UserCheck, UserX } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "../../ui/button.tsx";
import { Moment } from "../../ui/moment.tsx";
import { ResetPasswordDialog } from "./reset-password-dialog.tsx";

interface UserRowProps {
  user: User;
  isSelf: boolean;
  onChange: (change: ChangeUserRequest & { id: number }) => void;
  onSaid: (text: string) => void;
}

export function UserRow({ user, isSelf, onChange, onSaid }: UserRowProps) {
  return (
    <li className="user" data-active={user.is_active}>
      <span className="user__initials" aria-hidden="true">
        {[...user.username].slice(0, 2).join("").toUpperCase()}
      </span>
      <div className="user__who">
        <p>
          <strong>
            <bdi>{user.username}</bdi>
          </strong>
          {isSelf && <span className="user__tag">You</span>}
          {!user.is_active && <span className="user__tag user__tag--off">Disabled</span>}
        </p>
        <p className="user__facts">
          {user.email && (
            <>
              <bdi>{user.email}</bdi> ·{" "}
            </>
          )}
          since <Moment value={user.created_at} coarse />
        </p>
      </div>
      <span className="user__role">{user.role === "admin" ? "Admin" : "Viewer"}</span>
      {isSelf ? <span className="user__no-menu" /> : <UserMenu user={user} onChange={onChange} onSaid={onSaid} />}
    </li>
  );
}

function UserMenu({ user, onChange, onSaid }: Omit<UserRowProps, "isSelf">) {
  const { id, role, is_active: isActive, username } = user;
  const [isResetting, setResetting] = useState(false);
  return (
    <>
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <button type="button" className={buttonClass("quiet", "button--icon")} aria-label={`Actions for ${username}`}>
            <EllipsisVertical size={16} aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {role === "viewer" ? (
            <Menu.Item
              leftSection={<ShieldCheck size={15} aria-hidden="true" />}
              onClick={() => onChange({ id, role: "admin" })}
            >
              Make admin
            </Menu.Item>
          ) : (
            <Menu.Item
              leftSection={<ShieldOff size={15} aria-hidden="true" />}
              onClick={() => onChange({ id, role: "viewer" })}
            >
              Make viewer
            </Menu.Item>
          )}
          <Menu.Item leftSection={<KeyRound size={15} aria-hidden="true" />} onClick={() => setResetting(true)}>
            Reset password…
          </Menu.Item>
          <Menu.Divider />
          {isActive ? (
            <Menu.Item
              className="user__disable"
              leftSection={<UserX size={15} aria-hidden="true" />}
              onClick={() => onChange({ id, is_active: false })}
            >
              Disable
            </Menu.Item>
          ) : (
            <Menu.Item
              leftSection={<UserCheck size={15} aria-hidden="true" />}
              onClick={() => onChange({ id, is_active: true })}
            >
              Enable
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ResetPasswordDialog user={user} isOpen={isResetting} onClose={() => setResetting(false)} onSaid={onSaid} />
    </>
  );
}
