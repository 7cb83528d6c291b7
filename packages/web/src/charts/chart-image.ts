import type { ChartSpec } from "./chart-spec.ts";
import { currentPalette } from "./palette.ts";

const MARGIN = 24;
const HEADER = 64;

/** Saves what the canvas shows, under its title and on the card's ground, as a PNG. */
export function downloadImage(canvas: HTMLCanvasElement, spec: ChartSpec): void {
  const scale = canvas.width / canvas.clientWidth || 1;
  const image = document.createElement("canvas");
  image.width = canvas.width + 2 * MARGIN * scale;
  image.height = canvas.height + (HEADER + MARGIN) * scale;
  const ctx = image.getContext("2d");
  if (!ctx) return;
  const { color, font } = currentPalette();
  ctx.fillStyle = color("card");
  ctx.fillRect(0, 0, image.width, image.height);
  ctx.drawImage(canvas, MARGIN * scale, HEADER * scale);
  ctx.scale(scale, scale);
  ctx.fillStyle = color("text");
  ctx.font = `600 14px ${font}`;
  ctx.fillText(spec.name, MARGIN, 28);
  ctx.fillStyle = color("text-secondary");
  ctx.font = `400 12px ${font}`;
  ctx.fillText(spec.subtitle, MARGIN, 47);

  image.toBlob((blob) => {
    if (!blob) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${spec.name.toLowerCase().replaceAll(" ", "-")}.png`;
    link.click();
    // The browser reads the blob after this turn.
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }, "image/png");
}
