import type { Page } from "@playwright/test";

export interface DroppedFile {
  readonly name: string;
  readonly text: string;
}

/** Drops files on the page as a desktop does. */
export async function drop(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, text } of dropped) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  const zone = page.locator("[data-dropzone]");
  await zone.dispatchEvent("dragenter", { dataTransfer });
  await zone.dispatchEvent("drop", { dataTransfer });
}
