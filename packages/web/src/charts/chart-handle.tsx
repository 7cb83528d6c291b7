import type { Chart } from "chart.js";
import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { extentOf, labelAt, pointedAt, pointTo } from "./chart-pointing.ts";
import type { ChartSpec, Interval, Selection } from "./chart-spec.ts";
import { formatValue } from "./chart-value.ts";

/** Shorter drags than this are clicks, in CSS pixels. */
const DRAG_PX = 6;

interface ChartHandleProps {
  chart: Chart | null;
  spec: ChartSpec;
  onSelect: (selection: Selection) => void;
  onRange: (range: Interval) => void;
  children: ReactNode;
}

interface Brush {
  readonly from: number;
  readonly to: number;
}

/**
 * Makes a drawn chart something to work with: a click opens what is under it, a drag along the time selects a range, and
 * so do the arrow keys, alone and with Shift, and Enter.
 */
export function ChartHandle({ chart, spec, onSelect, onRange, children }: ChartHandleProps) {
  const [brush, setBrush] = useState<Brush | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const select = (datasetIndex: number, index: number) => {
    const selection = spec.selectionOf(datasetIndex, index);
    if (selection) onSelect(selection);
  };
  const choose = ({ from, to }: Brush) => {
    const start = spec.intervals?.[Math.min(from, to)]?.start;
    const end = spec.intervals?.[Math.max(from, to)]?.end;
    if (start && end) onRange({ start, end });
  };
  const leave = () => {
    setBrush(null);
    setCursor(null);
    if (chart) pointTo(chart, null);
  };
  const pointer = usePointer(chart, spec, setBrush, { select, choose });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!chart) return;
    if (step) {
      const next = Math.max(0, Math.min(spec.labels.length - 1, cursor === null ? 0 : cursor + step));
      setBrush(event.shiftKey && spec.intervals ? { from: brush?.from ?? cursor ?? 0, to: next } : null);
      setCursor(next);
      pointTo(chart, next);
    } else if (event.key === "Enter" && cursor !== null) {
      if (brush) choose(brush);
      else select(0, cursor);
      leave();
    } else if (event.key === "Escape" && cursor !== null) leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const extent = brush && chart?.chartArea && extentOf(chart, spec, brush.from, brush.to);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application has keys of its own (WAI-ARIA 1.2)
    <div
      className="chart-handle"
      role="application"
      tabIndex={0}
      aria-roledescription="chart"
      aria-label={handleLabel(spec)}
      onKeyDown={onKeyDown}
      onBlur={leave}
      {...pointer}
    >
      {children}
      {extent && <div className="chart-handle__brush" style={extent} />}
      <p className="visually-hidden" aria-live="polite">
        {cursor !== null && readingOf(spec, cursor)}
      </p>
    </div>
  );
}

/** Clicks, drags and the shape of the pointer. */
function usePointer(
  chart: Chart | null,
  spec: ChartSpec,
  setBrush: (brush: Brush | null) => void,
  { select, choose }: { select: (series: number, label: number) => void; choose: (brush: Brush) => void },
) {
  const [press, setPress] = useState<{ x: number; from: number; to: number | null } | null>(null);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (!chart?.chartArea || event.button !== 0) return;
      const x = offsetIn(event);
      setPress({ x, from: spec.intervals ? labelAt(chart, spec, x) : 0, to: null });
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (!chart?.chartArea) return;
      const at = pointedAt(chart, event.nativeEvent);
      const isClickable = at && spec.selectionOf(at.datasetIndex, at.index) !== null;
      event.currentTarget.style.cursor = isClickable ? "pointer" : spec.intervals ? "crosshair" : "default";
      if (!press || !spec.intervals) return;
      const x = offsetIn(event);
      if (press.to === null && Math.abs(x - press.x) < DRAG_PX) return;
      if (press.to === null) event.currentTarget.setPointerCapture(event.pointerId);
      const to = labelAt(chart, spec, x);
      setPress({ ...press, to });
      setBrush({ from: press.from, to });
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      setPress(null);
      setBrush(null);
      if (!chart || !press) return;
      if (press.to !== null) return choose({ from: press.from, to: press.to });
      const at = pointedAt(chart, event.nativeEvent);
      if (at) select(at.datasetIndex, at.index);
    },
    onPointerCancel() {
      setPress(null);
      setBrush(null);
    },
  };
}

function offsetIn(event: PointerEvent<HTMLElement>): number {
  return event.clientX - event.currentTarget.getBoundingClientRect().left;
}

function handleLabel({ name, intervals }: ChartSpec): string {
  const range = intervals ? "with Shift they select a range, " : "";
  return `${name}. Arrow keys move through it, ${range}Enter opens`;
}

/** What the cursor is at, for those who hear it. */
function readingOf(spec: ChartSpec, label: number): string {
  const values = spec.series.map(({ name, values: own, unit }) => `${name} ${formatValue(own[label] ?? 0, unit)}`);
  return `${spec.labels[label] ?? ""}: ${values.join(", ")}`;
}
