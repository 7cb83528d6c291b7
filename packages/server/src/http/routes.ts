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
import type { FileLifecycle } from "../ingestion/file-lifecycle.ts";
import type { OpenRawBytes } from "../ingestion/raw-bytes.ts";
import type { UserFormats } from "../ingestion/user-formats.ts";
import { addEntryRoutes } from "../logs/entry-routes.ts";
import { addFileActionRoutes } from "../logs/file-action-routes.ts";
import type { FileChanges } from "../logs/file-changes.ts";
import { addFileEventsRoute } from "../logs/file-events-route.ts";
import { addFileRoutes } from "../logs/file-routes.ts";
import { addFormatRoute } from "../logs/format-route.ts";
import type { PresentFile } from "../logs/present-file.ts";
import { addRawRoute } from "../logs/raw-route.ts";
import { addUploadRoute } from "../logs/upload-route.ts";
import { addHealthRoute } from "../operation/health-route.ts";
import { addStatsRoutes } from "../stats/stats-routes.ts";
import { createAccess } from "./access.ts";
import type { HttpApp } from "./http-app.ts";
import type { OpenStreams } from "./open-streams.ts";

export interface RouteServices {
  readonly catalog: Catalog;
  readonly events: EventStore;
  readonly intake: FileIntake;
  readonly lifecycle: FileLifecycle;
  readonly openRawBytes: OpenRawBytes;
  readonly formats: UserFormats;
  readonly present: PresentFile;
  readonly changes: FileChanges;
  readonly streams: OpenStreams;
  readonly analytics: AnalyticsRunner;
  readonly tokens: AccessTokens;
  readonly setup: SetupPolicy;
  readonly version: string;
}

export function addRoutes(app: HttpApp, services: RouteServices): void {
  const { catalog, events, intake, lifecycle, present, changes, streams } = services;
  const { openRawBytes, formats, analytics, tokens, setup, version } = services;
  const { users, apiKeys, files, runs, audit } = catalog;
  const access = createAccess(tokens, apiKeys);
  const throttle = createSignInThrottle(Date.now);
  const signIn = createSignIn(users, createPasswordVerifier(), throttle, audit);

  app.decorateRequest("identity", null);
  addSessionRoutes(app, { access, signIn, tokens, streams });
  addSetupRoutes(app, { catalog, tokens, throttle, setup });
  addUserRoutes(app, { access, catalog });
  addApiKeyRoutes(app, { access, catalog });
  addUploadRoute(app, { access, intake, audit });
  addFileRoutes(app, { access, files, present });
  addFileEventsRoute(app, { access, changes, streams });
  addFileActionRoutes(app, { access, lifecycle, present, audit });
  addRawRoute(app, { access, files, openRawBytes });
  addFormatRoute(app, { access, formats });
  addEntryRoutes(app, { access, files, events });
  addStatsRoutes(app, { access, files, events });
  addResultRoutes(app, { access, runs });
  addRunRoute(app, { access, analytics, audit });
  addHealthRoute(app, version);
}
