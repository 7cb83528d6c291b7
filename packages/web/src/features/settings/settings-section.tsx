import { useId, type ReactNode } from "react";

interface SettingsSectionProps {
  title: string;
  lead: string;
  children: ReactNode;
}

export function SettingsSection({ title, lead, children }: SettingsSectionProps) {
  const headingId = useId();
  return (
    <section className="settings__section" aria-labelledby={headingId}>
      <div>
        <h2 className="card-title" id={headingId}>
          {title}
        </h2>
        <p className="card-subtitle">{lead}</p>
      </div>
      <div className="card settings__card">{children}</div>
    </section>
  );
}
