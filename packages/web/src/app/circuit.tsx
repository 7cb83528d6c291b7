/** x of the trunk on which the navigation's nodes sit, as in navigation.css. */
const TRUNK = 12;

const PATHS = [
  `M${TRUNK} 46 V400 L44 432 V480 L76 512 V1400`,
  `M${TRUNK} 400 V600 L28 616 V1400`,
  "M44 480 V600 L108 664 V1400",
  "M76 512 L150 586 V652 L182 684 V1400",
  "M150 586 H196 L216 606 V1400",
];

const NODES: [x: number, y: number, r: number][] = [
  [44, 456, 2.5],
  [76, 560, 3],
  [28, 640, 2.5],
  [150, 620, 3],
  [196, 586, 2.5],
  [108, 710, 3],
  [182, 740, 2.5],
  [216, 680, 2.5],
  [76, 680, 2.5],
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
