import { Fragment } from "react";
import { visibleLine } from "./visible-text.ts";
import "./template-text.css";

const WILDCARD = "<*>";

/** A template of messages, what differs between them set apart. */
export function TemplateText({ text }: { text: string }) {
  return (
    <span className="template-text mono">
      {visibleLine(text)
        .split(WILDCARD)
        .map((part, index) => (
          <Fragment key={index}>
            {index > 0 && <span className="template-text__wildcard">{WILDCARD}</span>}
            {part}
          </Fragment>
        ))}
    </span>
  );
}
