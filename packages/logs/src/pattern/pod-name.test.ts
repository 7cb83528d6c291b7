import { expect, test } from "vitest";
import { decodeText, encodeText } from "../text.ts";
import { endOfService } from "./pod-name.ts";

test.each([
  ["cart-7d9f8b6c5-x2x9z", "cart", "a deployment's"],
  ["ts-travel-service-64469b5b48-25zj6", "ts-travel-service", "a deployment's with dashes"],
  ["node-agent-x2x9z", "node-agent", "a daemon set's"],
  ["backup-29384760-x2x9z", "backup", "a job's by schedule"],
  ["-29384760-x2x9z", "-29384760", "nothing before the time"],
  ["store-0", "store", "a stateful set's"],
  ["kafka-broker-12", "kafka-broker", "a stateful set's of many"],
  ["cart", "cart", "one that was named by hand"],
  ["cart-green", "cart-green", "a word of vowels"],
  ["x2x9z", "x2x9z", "all of it"],
  ["-x2x9z", "-x2x9z", "nothing before it"],
  ["", "", "none"],
])("%s is a pod of %s: %s", (pod, service) => {
  const bytes = encodeText(`<${pod}>`);
  expect(decodeText(bytes, 1, endOfService(bytes, 1, bytes.length - 1))).toBe(service);
});
