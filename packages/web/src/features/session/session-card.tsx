import { useEffect, type ReactNode } from "react";
import { Mark } from "../../ui/wordmark.tsx";
import "./session.css";

interface SessionCardProps {
  title: string;
  lead: string;
  children: ReactNode;
}

/** The page before one is signed in. */
export function SessionCard({ title, lead, children }: SessionCardProps) {
  useEffect(() => {
    document.title = `${title} · Faultline`;
  }, [title]);
  return (
    <main className="session">
      <Faults />
      <div className="session__card card">
        <div className="session__brand">
          <Mark size={36} />
          <span>Faultline</span>
        </div>
        <h1>{title}</h1>
        <p className="session__lead">{lead}</p>
        {children}
      </div>
    </main>
  );
}

/** Lines like those of the sidebar, at rest. */
function Faults() {
  return (
    <svg className="session__lines" viewBox="0 0 1200 800" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <g fill="none" stroke="var(--circuit)">
        <path d="M0 120 H260 L340 200 V420 L420 500 H1200" />
        <path d="M0 640 H180 L300 520 H420 M300 520 V320 L380 240 H700 L780 160 H1200" />
        <path d="M120 0 V90 L200 170 V800" />
        <path d="M1080 800 V620 L1000 540 V240 L900 140 V0" />
        <path d="M420 800 V720 L520 620 H860 L960 720 H1200" />
        <path d="M620 0 V80 L700 160" />
      </g>
      <g fill="var(--page)" stroke="var(--circuit-node)">
        {[
          [340, 300],
          [300, 520],
          [200, 400],
          [1000, 400],
          [780, 160],
          [520, 620],
          [960, 720],
          [900, 60],
          [120, 40],
        ].map(([x, y]) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r="4" />
        ))}
      </g>
    </svg>
  );
}
