import type { ReactNode } from "react";
import { useZone } from "../../ui/display-zone.tsx";
import { useTheme } from "../../ui/theme.tsx";
import { SettingsSection } from "./settings-section.tsx";

export function Appearance() {
  const { theme, setTheme } = useTheme();
  const { zone, setZone } = useZone();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <SettingsSection title="Appearance" lead="Kept in this browser.">
      <Choice label="Theme">
        <Option name="theme" label="Dark" chosen={theme === "dark"} onChoose={() => setTheme("dark")} />
        <Option name="theme" label="Light" chosen={theme === "light"} onChoose={() => setTheme("light")} />
      </Choice>
      <Choice label="Times in">
        <Option name="zone" label={`Local (${here})`} chosen={zone === "local"} onChoose={() => setZone("local")} />
        <Option name="zone" label="UTC" chosen={zone === "utc"} onChoose={() => setZone("utc")} />
      </Choice>
    </SettingsSection>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      <div className="choice__options">{children}</div>
    </fieldset>
  );
}

interface OptionProps {
  name: string;
  label: string;
  chosen: boolean;
  onChoose: () => void;
}

function Option({ name, label, chosen, onChoose }: OptionProps) {
  return (
    <label className="choice__option">
      <input type="radio" name={name} checked={chosen} onChange={onChoose} />
      <span>{label}</span>
    </label>
  );
}
