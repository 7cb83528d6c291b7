import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { formatsQuery } from "../../api/formats.ts";
import { countOf } from "../../ui/format-number.ts";
import { visibleLine } from "../../ui/visible-text.ts";
import "./format-problems.css";

/** Formats of one's own that logs are not read with, and why. */
export function FormatProblems() {
  const { data } = useQuery(formatsQuery);
  if (!data || data.problems.length === 0) return null;
  return (
    <section className="format-problems" aria-label="Formats that are left out">
      <TriangleAlert size={16} aria-hidden="true" />
      <div>
        <p>
          {countOf(data.problems.length, "mistake", "mistakes")} in the server&rsquo;s folder <code>formats</code>:
          files with a mistake are left out until it is mended and the server is started again.
        </p>
        <ul className="mono">
          {data.problems.map((problem) => (
            <li key={problem}>{visibleLine(problem)}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}
