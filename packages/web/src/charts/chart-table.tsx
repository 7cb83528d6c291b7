import type { ChartSpec, Selection, Unit } from "./chart-spec.ts";
import { formatValue } from "./chart-value.ts";

/** The chart's data as a table; each number opens the entries it counts. */
export function ChartTable({ spec, onSelect }: { spec: ChartSpec; onSelect: (selection: Selection) => void }) {
  return (
    <div className="chart-table" tabIndex={0} role="region" aria-label={`${spec.name}, table`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{spec.labelHeading}</th>
            {spec.series.map((series) => (
              <th key={series.name} scope="col">
                {series.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {spec.labels.map((label, row) => (
            <tr key={label}>
              <td title={label}>
                <bdi>{label}</bdi>
              </td>
              {spec.series.map((series, column) => (
                <td key={series.name}>
                  <Value
                    value={series.values[row] ?? 0}
                    unit={series.unit ?? "count"}
                    selection={spec.selectionOf(column, row)}
                    onSelect={onSelect}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ValueProps {
  value: number;
  unit: Unit;
  selection: Selection | null;
  onSelect: (selection: Selection) => void;
}

function Value({ value, unit, selection, onSelect }: ValueProps) {
  if (!selection || value === 0) return formatValue(value, unit);
  return (
    <button type="button" title="Open in the explorer" onClick={() => onSelect(selection)}>
      {formatValue(value, unit)}
    </button>
  );
}
