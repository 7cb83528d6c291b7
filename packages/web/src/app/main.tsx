import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { DisplayZoneProvider } from "../ui/display-zone.tsx";
import { themeKeeper } from "../ui/theme.tsx";
import { mantineTheme } from "./mantine-theme.ts";
import { createAppRouter } from "./router.tsx";
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "../ui/tokens.css";
import "../ui/mantine.css";
import "../ui/base.css";

const { router, queryClient } = createAppRouter();
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element #root");

createRoot(root).render(
  <StrictMode>
    {/* Mantine's variables come from its style sheet, so it need not write style elements at run time. */}
    <MantineProvider
      theme={mantineTheme}
      colorSchemeManager={themeKeeper}
      defaultColorScheme="dark"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <DisplayZoneProvider>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </DisplayZoneProvider>
    </MantineProvider>
  </StrictMode>,
);
