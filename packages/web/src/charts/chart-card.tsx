import { ChartLine, Download, RotateCw, Table2, TriangleAlert } from "lucide-react";
import { useId, useRef, useState, type ReactNode } from "react";
import { useTheme } from "../ui/theme.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { EmptyState, Skeleton } from "../ui/states.tsx";
import { downloadImage } from "./chart-image.ts";
import { ChartLegend } from "./chart-legend.tsx";
import { isEmpty, type ChartSpec, type Interval, type Selection } from "./chart-spec.ts";
import { ChartTable } from "./chart-table.tsx";
import { loadChartCanvas, useChartCanvas } from "./use-chart-canvas.ts";
import "./chart-card.css";

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
  const { Canvas, isFailed } = useChartCanvas();
  const blank = isEmpty(spec);
  const hasLegend = spec.kind === "doughnut" || spec.series.length > 1;

  return (
    <section className="card chart-card" aria-labelledby={headingId} data-chart={spec.name}>
      <div className="chart-card__head">
        <div className="chart-card__heading">
          <h2 className="card-title" id={headingId} tabIndex={-1}>
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
              disabled={asTable || !Canvas}
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
              {Canvas && (
                <Canvas
                  spec={spec}
                  hidden={hidden}
                  theme={theme}
                  canvasRef={canvasRef}
                  onSelect={onSelect}
                  onRange={onRange}
                />
              )}
              {!Canvas && (isFailed ? <NotDrawn headingId={headingId} /> : <Skeleton height="100%" />)}
            </div>
            {spec.kind === "doughnut" && <ChartLegend spec={spec} hidden={hidden} onToggle={toggle} />}
          </div>
        </>
      )}
    </section>
  );
}

/** No alert: it would be said once for each chart of the page. */
function NotDrawn({ headingId }: { headingId: string }) {
  const onRetry = () => {
    // The button goes as the script is asked for.
    document.getElementById(headingId)?.focus();
    loadChartCanvas();
  };
  return (
    <EmptyState
      icon={<TriangleAlert size={22} />}
      title="The chart could not be drawn"
      action={
        <Button onClick={onRetry}>
          <RotateCw size={15} aria-hidden="true" /> Try again
        </Button>
      }
    >
      Its script could not be fetched. Its numbers are in the table.
    </EmptyState>
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
