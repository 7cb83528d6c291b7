/** x of the trunk on which the navigation's nodes sit, as in navigation.css. */
const TRUNK = 12;

const PATHS = [
  `M${TRUNK} 46 V292 L44 324 V420 L76 452 V1400`,
  `M${TRUNK} 292 V520 L28 536 V1400`,
  "M44 420 V560 L108 624 V1400",
  "M76 452 L150 526 V612 L182 644 V1400",
  "M150 526 H196 L216 546 V1400",
];

const NODES: [x: number, y: number, r: number][] = [
  [44, 372, 2.5],
  [76, 500, 3],
  [28, 570, 2.5],
  [150, 570, 3],
  [196, 526, 2.5],
  [108, 690, 3],
  [182, 720, 2.5],
  [216, 640, 2.5],
  [76, 640, 2.5],
];

/** The lines behind the navigation. They are furniture: hidden from assistive technology, still unless one points at them. */
export function Circuit() {
  return (
    <svg className="circuit" width="264" height="1400" aria-hidden="true">
      <g fill="none" stroke="var(--circuit)" strokeWidth="1">
        {PATHS.map((path) => (
          <path key={path} d={path} />
        ))}
      </g>
      <g fill="none" stroke="var(--accent)" strokeWidth="1.25" strokeLinecap="round">
        {PATHS.slice(0, 4).map((path) => (
          <path key={path} className="circuit__pulse" d={path} pathLength={1000} />
        ))}
      </g>
      <g fill="var(--card)" stroke="var(--circuit-node)" strokeWidth="1">
        {NODES.map(([x, y, r]) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r={r} />
        ))}
      </g>
    </svg>
  );
}
