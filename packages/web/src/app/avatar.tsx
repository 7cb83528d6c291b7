import type { User } from "@faultline/contract";
import type { ComponentProps } from "react";

/** The button of the account, in letters of the user's name. */
export function Avatar({ user, ...rest }: ComponentProps<"button"> & { user: User }) {
  return (
    <button
      type="button"
      aria-label={`Account of ${user.username}`}
      aria-haspopup="menu"
      {...rest}
      className="avatar reach"
    >
      {[...user.username].slice(0, 2).join("").toUpperCase()}
    </button>
  );
}
