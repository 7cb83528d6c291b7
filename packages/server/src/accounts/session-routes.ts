import { loginRequest, loginResponse, user } from "@faultline/contract";
import { z } from "zod";
import { type Access, requireSameOrigin, userOf } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import type { OpenStreams } from "../http/open-streams.ts";
import { clearSessionCookie, setSessionCookie } from "../http/session-cookie.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { presentUser } from "./present-account.ts";
import type { SignIn } from "./sign-in.ts";

interface Services {
  readonly access: Access;
  readonly signIn: SignIn;
  readonly tokens: AccessTokens;
  readonly streams: OpenStreams;
}

const tags = ["accounts"];

export function addSessionRoutes(app: HttpApp, { access, signIn, tokens, streams }: Services): void {
  app.post(
    "/auth/login",
    {
      schema: {
        tags,
        summary: "Sign in for a bearer token",
        body: loginRequest,
        response: { 200: loginResponse, ...problems(401, 403, 422, 429) },
      },
    },
    async (request) => {
      const signedIn = await signIn({ ...request.body, address: request.ip });
      return { access_token: await tokens.issue(signedIn), token_type: "bearer" as const };
    },
  );

  app.post(
    "/auth/session",
    {
      schema: {
        tags,
        summary: "Sign in for a session cookie",
        description: "For the web app: the token is in an httpOnly cookie, never in the body.",
        body: loginRequest,
        response: { 200: user, ...problems(401, 403, 422, 429) },
      },
      onRequest: async (request) => requireSameOrigin(request),
    },
    async (request, reply) => {
      const signedIn = await signIn({ ...request.body, address: request.ip });
      setSessionCookie(request, reply, await tokens.issue(signedIn), tokens.lifetimeSeconds);
      return presentUser(signedIn);
    },
  );

  app.delete(
    "/auth/session",
    {
      schema: {
        tags,
        summary: "Sign out: drop the session cookie",
        response: { 204: z.null(), ...problems(403) },
      },
      onRequest: async (request) => requireSameOrigin(request),
    },
    async (request, reply) => {
      streams.endSession(request);
      clearSessionCookie(request, reply);
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/auth/me",
    {
      schema: {
        tags,
        summary: "Who one is signed in as",
        security: ANY_CREDENTIAL,
        response: { 200: user, ...problems(401) },
      },
      onRequest: access.signedIn,
    },
    async (request) => presentUser(userOf(request)),
  );
}
