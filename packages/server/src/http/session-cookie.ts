import type { FastifyReply, FastifyRequest } from "fastify";

export const SESSION_COOKIE = "faultline_session";

function attributesFor(request: FastifyRequest) {
  return { httpOnly: true, sameSite: "strict", path: "/", secure: request.protocol === "https" } as const;
}

export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  maxAgeSeconds: number,
): void {
  reply.setCookie(SESSION_COOKIE, token, { ...attributesFor(request), maxAge: maxAgeSeconds });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, attributesFor(request));
}
