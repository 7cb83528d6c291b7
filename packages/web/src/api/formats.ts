import { formatList } from "@faultline/contract";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";

/** The formats that the server knows, and what is wrong with those of the user that it leaves out. */
export const formatsQuery = queryOptions({
  queryKey: ["formats"],
  queryFn: ({ signal }) => request(formatList, "/logs/formats", { signal }),
  staleTime: 60_000,
});
