import { Link } from "@tanstack/react-router";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { Mark } from "../ui/wordmark.tsx";
import { Circuit } from "./circuit.tsx";
import { PAGES } from "./pages.ts";
import "./navigation.css";

interface NavigationProps {
  collapsed: boolean;
  onToggle?: (() => void) | undefined;
}

export function Navigation({ collapsed, onToggle }: NavigationProps) {
  return (
    <div className="navigation" data-collapsed={collapsed || undefined}>
      <Circuit />
      <Link to="/" className="navigation__brand" aria-label="Faultline, dashboard">
        <Mark />
        <span className="navigation__text">Faultline</span>
      </Link>
      <nav aria-label="Main">
        <ul>
          {PAGES.map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link
                to={to}
                className="navigation__link"
                activeOptions={{ exact: to === "/", includeSearch: false }}
                title={collapsed ? label : undefined}
              >
                <Icon size={18} aria-hidden="true" />
                <span className="navigation__text">{label}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {onToggle && (
        <button type="button" className="navigation__toggle" onClick={onToggle} aria-expanded={!collapsed}>
          {collapsed ? <PanelLeftOpen size={18} aria-hidden="true" /> : <PanelLeftClose size={18} aria-hidden="true" />}
          <span className={collapsed ? "visually-hidden" : "navigation__text"}>
            {collapsed ? "Expand sidebar" : "Collapse sidebar"}
          </span>
        </button>
      )}
    </div>
  );
}
