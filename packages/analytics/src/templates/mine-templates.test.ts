import { describe, expect, test } from "vitest";
import { mineTemplates } from "./mine-templates.ts";

function textsOf(shapes: readonly string[]): string[] {
  return mineTemplates(shapes).map(({ text }) => text);
}

describe("shapes are one template", () => {
  test.each([
    [
      "a name after a noun",
      ["session opened for user cyrus", "session opened for user news"],
      "session opened for user <*>",
    ],
    [
      "a place that is known to vary",
      ["Invalid user <*> from <*>", "Invalid user admin from <*>"],
      "Invalid user <*> from <*>",
    ],
    ["the value of a key", ["lock id=<*> ws=null", "lock id=<*> ws=Source{<*> top}"], "lock id=<*> ws=<*>"],
    ["a missing value", ["denied dev= ino=<*>", "denied dev=sda ino=<*>"], "denied dev=<*> ino=<*>"],
    [
      "empty brackets",
      ["connection from <*> () at <*>", "connection from <*> (<*>) at <*>"],
      "connection from <*> (<*>) at <*>",
    ],
    ["a unit of time", ["query took <*> ms", "query took <*> s"], "query took <*>"],
    [
      "the state of a switch",
      ["sync is enabled: true, left <*>", "sync is enabled: false, left <*>"],
      "sync is enabled: <*>, left <*>",
    ],
    [
      "the host before a port",
      ["cannot reach db.example.org:<*> again", "cannot reach mail.example.org:<*> again"],
      "cannot reach <*>:<*> again",
    ],
    [
      "identifiers",
      ["event EventType: TASK_LAUNCH for <*>", "event EventType: TASK_ABORT for <*>"],
      "event EventType: <*> for <*>",
    ],
  ])("that differ in %s", (_, shapes, expected) => {
    expect(textsOf(shapes)).toEqual([expected]);
  });

  test("that differ in many plain words at one place", () => {
    const daemons = ["cupsd", "named", "crond", "httpd", "sshd", "portmap", "gpm"];
    expect(textsOf(daemons.map((name) => `${name} startup succeeded`))).toEqual(["<*> startup succeeded"]);
  });

  test("that differ at two places, whichever combinations occur", () => {
    const shapes = ["user=root rhost=a.example", "user=ann rhost=b.example", "user=root rhost=<*>"];
    expect(textsOf(shapes.map((shape) => `login failed; ${shape}`))).toEqual(["login failed; user=<*> rhost=<*>"]);
  });
});

describe("shapes stay apart", () => {
  test.each([
    ["in few plain words", ["data cache parity error", "instruction cache parity error"]],
    ["in the last word of a sentence", ["Starting the installer setup.", "Starting the installer cleanup."]],
    ["in what a request asks for", ['<*> "GET <*>" status: <*>', '<*> "DELETE <*>" status: <*>']],
    ["in what happened", ["service shop started", "service shop stopped"]],
    ["in a word of the language", ["user is logged in", "user was logged in"]],
    ["in what a telling key says", ["level=info action=start", "level=info action=stop"]],
    ["in the part that speaks", ["NameSystem.add: block <*>", "NameSystem.delete: block <*>"]],
    ["in everything", ["<*> <*>", "alpha <*>", "<*> beta"]],
  ])("that differ %s", (_, shapes) => {
    expect(mineTemplates(shapes)).toHaveLength(shapes.length);
  });
});

test("each shape belongs to one template, in whatever order they come", () => {
  const shapes = [
    "Failed password for root from <*>",
    "restart",
    "Failed password for ann from <*>",
    "Failed password for bob from <*>",
    "Failed none for bob from <*>",
  ];
  const grouping = (order: readonly string[]) =>
    mineTemplates(order)
      .map(
        ({ text, shapes: members }) =>
          `${text}: ${members
            .map((i) => order[i]!)
            .toSorted((a, b) => (a < b ? -1 : 1))
            .join()}`,
      )
      .toSorted((a, b) => (a < b ? -1 : 1));
  const templates = mineTemplates(shapes);
  expect(templates.flatMap(({ shapes: members }) => members).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
  expect(grouping(shapes.toReversed())).toEqual(grouping(shapes));
  expect(mineTemplates([])).toEqual([]);
});
