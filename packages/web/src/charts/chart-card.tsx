import { ChartLine, Download, Table2 } from "lucide-react";
import { lazy, Suspense, useId, useRef, useState, type ReactNode } from "react";
import { useTheme } from "../ui/theme.tsx";
import { IconButton } from "../ui/button.tsx";
import { Skeleton } from "../ui/states.tsx";
import { downloadImage } from "./chart-image.ts";
import { ChartLegend } from "./chart-legend.tsx";
import { isEmpty, type ChartSpec, type Interval, type Selection } from "./chart-spec.ts";
import { ChartTable } from "./chart-table.tsx";
import "./chart-card.css";

// Chart.js comes after the page: what can be read without it is there at once. It is asked for before there is anything to draw.
const canvasModule = import("./chart-canvas.tsx");
// Whoever draws with it says that it failed.
canvasModule.catch(() => undefined);
const ChartCanvas = lazy(() => canvasModule);

interface ChartCardProps {
  spec: ChartSpec;
  onSelect: (selection: Selection) => void;
  /** A range of a chart over time was selected. */
  onRange: (range: Interval) => void;
  /** Shown instead of a chart that has nothing in it. */
  empty: ReactNode;
}

/** A named chart with its legend, its text alternative, a table of its data and its image to keep. */
export function ChartCard({ spec, onSelect, onRange, empty }: ChartCardProps) {
  const headingId = useId();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const [asTable, setAsTable] = useState(false);
  const { hidden, toggle } = useHiddenSeries();
  const { theme } = useTheme();
  const blank = isEmpty(spec);
  const hasLegend = spec.kind === "doughnut" || spec.series.length > 1;

  return (
    <section className="card chart-card" aria-labelledby={headingId} data-chart={spec.name}>
      <div className="chart-card__head">
        <div className="chart-card__heading">
          <h2 className="card-title" id={headingId}>
            {spec.name}
          </h2>
          <p className="card-subtitle">{spec.subtitle}</p>
        </div>
        {!blank && (
          <div className="chart-card__actions">
            <IconButton label={asTable ? "Show chart" : "Show table"} onClick={() => setAsTable(!asTable)}>
              {asTable ? <ChartLine size={16} aria-hidden="true" /> : <Table2 size={16} aria-hidden="true" />}
            </IconButton>
            <IconButton
              label="Download PNG"
              disabled={asTable}
              onClick={() => canvasRef.current && downloadImage(canvasRef.current, spec)}
            >
              <Download size={16} aria-hidden="true" />
            </IconButton>
          </div>
        )}
      </div>
      {blank ? (
        empty
      ) : asTable ? (
        <div className="chart-card__body">
          <ChartTable spec={spec} onSelect={onSelect} />
        </div>
      ) : (
        <>
          {hasLegend && spec.kind !== "doughnut" && <ChartLegend spec={spec} hidden={hidden} onToggle={toggle} />}
          <div className={`chart-card__body${spec.kind === "doughnut" ? " chart-card__body--split" : ""}`}>
            <div className="chart-card__plot">
              <Suspense fallback={<Skeleton height="100%" />}>
                <ChartCanvas
                  spec={spec}
                  hidden={hidden}
                  theme={theme}
                  canvasRef={canvasRef}
                  onSelect={onSelect}
                  onRange={onRange}
                />
              </Suspense>
            </div>
            {spec.kind === "doughnut" && <ChartLegend spec={spec} hidden={hidden} onToggle={toggle} />}
          </div>
        </>
      )}
    </section>
  );
}

function useHiddenSeries() {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const toggle = (name: string) => {
    const next = new Set(hidden);
    if (!next.delete(name)) next.add(name);
    setHidden(next);
  };
  return { hidden, toggle };
}
