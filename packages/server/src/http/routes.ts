import type { Catalog, EventStore } from "@faultline/storage";
import type { AccessTokens } from "../accounts/access-tokens.ts";
import { addApiKeyRoutes } from "../accounts/api-key-routes.ts";
import { createPasswordVerifier } from "../accounts/passwords.ts";
import { addSessionRoutes } from "../accounts/session-routes.ts";
import { addSetupRoutes, type SetupPolicy } from "../accounts/setup-routes.ts";
import { createSignIn } from "../accounts/sign-in.ts";
import { createSignInThrottle } from "../accounts/sign-in-throttle.ts";
import { addUserRoutes } from "../accounts/user-routes.ts";
import type { AnalyticsRunner } from "../analytics/analytics-runner.ts";
import { addResultRoutes } from "../analytics/result-routes.ts";
import { addRunRoute } from "../analytics/run-route.ts";
import type { FileIntake } from "../ingestion/file-intake.ts";
import { addEntryRoutes } from "../logs/entry-routes.ts";
import { addFileRoutes } from "../logs/file-routes.ts";
import { addUploadRoute } from "../logs/upload-route.ts";
import { addHealthRoute } from "../operation/health-route.ts";
import { addStatsRoutes } from "../stats/stats-routes.ts";
import { createAccess } from "./access.ts";
import type { HttpApp } from "./http-app.ts";

export interface RouteServices {
  readonly catalog: Catalog;
  readonly events: EventStore;
  readonly intake: FileIntake;
  readonly analytics: AnalyticsRunner;
  readonly tokens: AccessTokens;
  readonly setup: SetupPolicy;
  readonly version: string;
}

export function addRoutes(app: HttpApp, services: RouteServices): void {
  const { catalog, events, intake, analytics, tokens, setup, version } = services;
  const { users, apiKeys, files, runs, audit } = catalog;
  const access = createAccess(tokens, apiKeys);
  const throttle = createSignInThrottle(Date.now);
  const signIn = createSignIn(users, createPasswordVerifier(), throttle, audit);

  app.decorateRequest("identity", null);
  addSessionRoutes(app, { access, signIn, tokens });
  addSetupRoutes(app, { catalog, tokens, throttle, setup });
  addUserRoutes(app, { access, catalog });
  addApiKeyRoutes(app, { access, catalog });
  addUploadRoute(app, { access, intake, audit });
  addFileRoutes(app, { access, files });
  addEntryRoutes(app, { access, files, events });
  addStatsRoutes(app, { access, files, events });
  addResultRoutes(app, { access, runs });
  addRunRoute(app, { access, analytics, audit });
  addHealthRoute(app, version);
}
