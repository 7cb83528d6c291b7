import { z } from "zod";

/** The error document of every route: RFC 9457 problem details, and `detail` as clients of the reference API expect it. */
export const problem = z.object({
  type: z.string().describe("about:blank, or a page that explains the problem"),
  title: z.string(),
  status: z.number().int(),
  code: z.string().describe("Stable, for programs"),
  detail: z.string().describe("For people: what is wrong and where"),
  request_id: z.string().optional().describe("Finds the request in the server's log"),
  errors: z
    .array(
      z.object({
        path: z.string(),
        message: z.string(),
        start: z.number().int().optional().describe("With invalid_query: where in the query, in UTF-16 code units"),
        end: z.number().int().optional(),
      }),
    )
    .optional()
    .describe("With 422: each field that is wrong"),
  log_file_id: z.number().int().optional().describe("With duplicate_content: the file that has the same content"),
});

export type Problem = z.infer<typeof problem>;
