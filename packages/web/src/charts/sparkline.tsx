interface SparklineProps {
  values: readonly number[];
  /** Name of the CSS variable of its colour, without the dashes. */
  token: string;
}

const WIDTH = 120;
const HEIGHT = 32;

/** The shape of a series over time, at a glance; the numbers are elsewhere, so it is hidden from screen readers. */
export function Sparkline({ values, token }: SparklineProps) {
  const points = sparklinePoints(values);
  const line = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  const color = `var(--${token})`;
  const gradient = `sparkline-${token}`;
  return (
    <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <defs>
        <linearGradient id={gradient} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={color} stopOpacity="0.22" />
          <stop offset="1" stopColor={color} stopOpacity="0" />
        </linearGradient>
      </defs>
      <polygon points={`0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}`} fill={`url(#${gradient})`} />
      <polyline
        points={line}
        fill="none"
        stroke={color}
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

/** Points of the line, left to right, scaled so that the highest value touches the top and zero the foot. */
export function sparklinePoints(values: readonly number[]): [x: number, y: number][] {
  const flat = values.length < 2 ? [values[0] ?? 0, values[0] ?? 0] : values;
  const peak = Math.max(1, ...flat);
  return flat.map((value, index) => [(index / (flat.length - 1)) * WIDTH, HEIGHT - 1 - (value / peak) * (HEIGHT - 3)]);
}
