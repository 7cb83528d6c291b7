import { useNavigate } from "@tanstack/react-router";
import { Button } from "../../ui/button.tsx";

const STATES = [
  { value: undefined, label: "All" },
  { value: "processing", label: "Processing" },
  { value: "failed", label: "Failed" },
] as const;

/** Which files are listed, as kept in the URL. */
export function StateFilter({ state }: { state: (typeof STATES)[number]["value"] }) {
  const navigate = useNavigate({ from: "/files" });
  return (
    <div className="files__states" role="group" aria-label="Status">
      {STATES.map(({ value, label }) => (
        <Button
          key={label}
          kind="quiet"
          aria-pressed={state === value}
          onClick={() => void navigate({ search: (previous) => ({ ...previous, state: value, page: undefined }) })}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
