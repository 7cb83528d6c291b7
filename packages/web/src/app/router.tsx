import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { scopeOf, scopeSearch } from "../api/scope.ts";
import { sessionQuery, setupQuery } from "../api/session.ts";
import { anomaliesSearch } from "../features/anomalies/anomalies-search.ts";
import { clustersSearch } from "../features/clusters/clusters-search.ts";
import { explorerSearch } from "../features/explorer/explorer-search.ts";
import { filesSearch } from "../features/files/files-search.ts";
import { patternsSearch } from "../features/patterns/patterns-search.ts";
import { signInSearch } from "../features/session/sign-in-search.ts";
import { FailedPage, MissingPage, PendingPage } from "./fallback-pages.tsx";
import { Frame } from "./frame.tsx";
import { createQueryClient } from "./query-client.ts";
import { parseSearch, stringifySearch } from "./search-text.ts";

interface Context {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ notFoundComponent: MissingPage });

/** All pages that need a session. Their search holds the scope, which links between them keep. */
const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  validateSearch: (search) => scopeSearch.parse(search),
  search: { middlewares: [({ search, next }) => ({ ...scopeOf(search), ...next(search) })] },
  beforeLoad: async ({ context, location }) => {
    if (await context.queryClient.ensureQueryData(sessionQuery)) return;
    const { needs_setup } = await context.queryClient.fetchQuery(setupQuery);
    if (needs_setup) throw redirect({ to: "/welcome" });
    throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href } });
  },
  component: Frame,
  errorComponent: FailedPage,
});

const dashboard = createRoute({
  getParentRoute: () => frame,
  path: "/",
  staticData: { title: "Dashboard" },
  component: lazyRouteComponent(() => import("../features/dashboard/dashboard-page.tsx"), "DashboardPage"),
});

const explorer = createRoute({
  getParentRoute: () => frame,
  path: "/explore",
  validateSearch: (search) => explorerSearch.parse(search),
  staticData: { title: "Log explorer" },
  component: lazyRouteComponent(() => import("../features/explorer/explorer-page.tsx"), "ExplorerPage"),
});

const files = createRoute({
  getParentRoute: () => frame,
  path: "/files",
  validateSearch: (search) => filesSearch.parse(search),
  staticData: { title: "Files", ignoresScope: true },
  component: lazyRouteComponent(() => import("../features/files/files-page.tsx"), "FilesPage"),
});

const patterns = createRoute({
  getParentRoute: () => frame,
  path: "/patterns",
  validateSearch: (search) => patternsSearch.parse(search),
  staticData: { title: "Patterns" },
  component: lazyRouteComponent(() => import("../features/patterns/patterns-page.tsx"), "PatternsPage"),
});

const anomalies = createRoute({
  getParentRoute: () => frame,
  path: "/anomalies",
  validateSearch: (search) => anomaliesSearch.parse(search),
  staticData: { title: "Anomalies" },
  component: lazyRouteComponent(() => import("../features/anomalies/anomalies-page.tsx"), "AnomaliesPage"),
});

const clusters = createRoute({
  getParentRoute: () => frame,
  path: "/clusters",
  validateSearch: (search) => clustersSearch.parse(search),
  staticData: { title: "Error clusters", ignoresScope: true },
  component: lazyRouteComponent(() => import("../features/clusters/clusters-page.tsx"), "ClustersPage"),
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: "/settings",
  staticData: { title: "Settings", ignoresScope: true },
  component: lazyRouteComponent(() => import("../features/settings/settings-page.tsx"), "SettingsPage"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search) => signInSearch.parse(search),
  staticData: { title: "Sign in" },
  beforeLoad: async ({ context }) => {
    if ((await context.queryClient.fetchQuery(setupQuery)).needs_setup) throw redirect({ to: "/welcome" });
  },
  component: lazyRouteComponent(() => import("../features/session/sign-in-page.tsx"), "SignInPage"),
  errorComponent: FailedPage,
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: "/welcome",
  staticData: { title: "Welcome" },
  beforeLoad: async ({ context }) => {
    if (!(await context.queryClient.fetchQuery(setupQuery)).needs_setup) throw redirect({ to: "/" });
  },
  component: lazyRouteComponent(() => import("../features/session/welcome-page.tsx"), "WelcomePage"),
  errorComponent: FailedPage,
});

const routeTree = root.addChildren([
  frame.addChildren([dashboard, explorer, files, patterns, anomalies, clusters, settings]),
  signIn,
  welcome,
]);

export function createAppRouter() {
  const queryClient = createQueryClient(() => {
    const { location } = router.state;
    queryClient.setQueryData(sessionQuery.queryKey, null);
    if (location.pathname !== "/sign-in") void router.navigate({ to: "/sign-in", search: { next: location.href } });
  });
  const router = createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: "intent",
    defaultPendingComponent: PendingPage,
    defaultErrorComponent: FailedPage,
    scrollRestoration: true,
  });
  return { router, queryClient };
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>["router"];
  }
  interface StaticDataRouteOption {
    title?: string;
    /** The page is not narrowed by the time range and the file of the top bar. */
    ignoresScope?: boolean;
  }
}
