import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, IconButton } from "./button.tsx";
import { copyText } from "./clipboard.ts";

interface CopyButtonProps {
  text: string;
  label: string;
  kind?: "default" | "quiet" | "primary";
}

/** Copies the text and says so for two seconds. */
export function CopyButton({ text, label, kind = "default" }: CopyButtonProps) {
  const [result, copy] = useCopy(text);
  return (
    <Button kind={kind} onClick={copy}>
      {result === "copied" ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
      <span aria-live="polite">
        {result === "copied" ? "Copied" : result === "failed" ? "Copying was refused" : label}
      </span>
    </Button>
  );
}

/** The same as an icon, for a value among others. */
export function CopyIconButton({ text, label }: Pick<CopyButtonProps, "text" | "label">) {
  const [result, copy] = useCopy(text);
  const said = result === "copied" ? "Copied" : result === "failed" ? "Copying was refused" : label;
  return (
    <IconButton label={said} onClick={copy}>
      {result === "copied" ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
    </IconButton>
  );
}

function useCopy(text: string): ["copied" | "failed" | null, () => Promise<void>] {
  const [result, setResult] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (!result) return;
    const timer = setTimeout(() => setResult(null), 2000);
    return () => clearTimeout(timer);
  }, [result]);
  return [result, async () => setResult((await copyText(text)) ? "copied" : "failed")];
}
