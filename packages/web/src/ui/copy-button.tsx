import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { copyText } from "./clipboard.ts";

interface CopyButtonProps {
  text: string;
  label: string;
  kind?: "default" | "quiet" | "primary";
}

/** Copies the text and says so for two seconds. */
export function CopyButton({ text, label, kind = "default" }: CopyButtonProps) {
  const [result, setResult] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (!result) return;
    const timer = setTimeout(() => setResult(null), 2000);
    return () => clearTimeout(timer);
  }, [result]);
  return (
    <Button kind={kind} onClick={async () => setResult((await copyText(text)) ? "copied" : "failed")}>
      {result === "copied" ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
      <span aria-live="polite">
        {result === "copied" ? "Copied" : result === "failed" ? "Copying was refused" : label}
      </span>
    </Button>
  );
}
