import { Popover } from "@mantine/core";
import { CircleQuestionMark } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../ui/button.tsx";

const RULES: readonly (readonly [examples: string, meaning: string])[] = [
  ["timeout pool", "both words, anywhere in the record"],
  ['"pool is full"', "the phrase"],
  ["conn*", "a word that begins so; *ect ends so"],
  ["/took \\d{4,} ms/i", "a regular expression, in any case"],
  ["service:checkout", "a field with this value"],
  ["level:>=warning", "of this level or a graver one"],
  ["status:>=500", "a number; took:>250ms a length of time"],
  ["time:>=2026-11-22T14:00", "from then on, in UTC"],
  ["service:(web OR api)", "one of several values"],
  ["user:*", "that have the field; -user:* that do not"],
  ["-debug", "without it; NOT debug is the same"],
  ["(a OR b) c", "alternatives, in parentheses"],
];

/** The search language on a small card. */
export function QueryHelp() {
  const [opened, setOpened] = useState(false);
  return (
    <Popover position="bottom-end" width={480} opened={opened} onChange={setOpened} trapFocus returnFocus>
      <Popover.Target>
        <IconButton label="Query syntax" className="reach" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          <CircleQuestionMark size={16} aria-hidden="true" />
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown className="query-help" aria-label="Query syntax">
        <h2 tabIndex={-1} data-autofocus>
          Query syntax
        </h2>
        <dl>
          {RULES.map(([example, meaning]) => (
            <div key={example}>
              <dt className="mono">{example}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <p>
          Letters match in any case. Words side by side must all be there. Quotes take the meaning from : ( ) * and OR.
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}
