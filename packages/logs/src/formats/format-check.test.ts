import { describe, expect, test } from "vitest";
import { checkFormat, createLogReader, loadFormats, recordAt } from "../index.ts";
import { encodeText } from "../text.ts";

const SAMPLE = {
  line: "2026-11-22 14:03:07 ~ WARN ~ cart ~ slow query",
  timestamp: "2026-11-22T14:03:07.000000Z",
  level: "WARNING",
  service: "cart",
  message: "slow query",
};

function fileOf(changes: object = {}) {
  const definition = {
    kind: "pattern",
    name: "tilde",
    title: "Lines set apart by tildes",
    rank: 95,
    patterns: ["{timestamp} ~ {level} ~ {service:until} ~ {message}"],
    samples: [SAMPLE],
    ...changes,
  };
  return { file: "tilde.json", text: JSON.stringify(definition) };
}

function read(text: string, ...files: ReturnType<typeof fileOf>[]) {
  const reader = createLogReader({ formats: loadFormats(files), referenceTimeMs: Date.UTC(2026, 11, 1) });
  const blocks = [...reader.push(encodeText(text)), ...reader.end()];
  return blocks.flatMap(({ block }) => Array.from({ length: block.length }, (_, row) => recordAt(block, row)));
}

describe("a user's format", () => {
  test("is recognised beside those the product knows", () => {
    const [own, known] = read(`${SAMPLE.line}\nNov 22 14:03:08 web-3 sshd[77]: Connection closed\n`, fileOf());
    expect(own).toMatchObject({ format: "tilde", service: "cart", level: "WARNING", message: "slow query" });
    expect(known).toMatchObject({ format: "syslog-rfc3164", service: "sshd", host: "web-3" });
  });

  test("that is more telling than another reads its records, however few they are", () => {
    const other = '{"level":"info","ts":1795356187.412,"msg":"ready"}';
    const request =
      '{"level":"info","ts":1795356188,"msg":"handled request","request":{"method":"GET","uri":"/cart"},"status":200}';
    const formats = read(`${other}\n${other}\n${other}\n${request}\n${other}\n`).map((record) => record.format);
    expect(formats[3]).toBe("caddy-access");
    expect(new Set(formats).size).toBe(2);
    const access = (request: string) => `192.0.2.7 - - [22/Nov/2026:14:03:07 +0000] "${request}" 404 7\n`;
    const requests = read(
      access("GET /cart HTTP/1.1") + access("-").repeat(9) + "Nov 22 14:03:08 web-3 sshd[7]: hello\n",
    );
    expect(requests[0]!.attributes).toMatchObject({ method: "GET", path: "/cart" });
    expect(requests[1]!.status).toBe("parsed");
  });

  test("replaces the one of the same name", () => {
    const [record] = read('{"timestamp":"2026-11-22T14:03:07Z","what":"gone"}\n', {
      file: "json.json",
      text: JSON.stringify({
        kind: "json",
        name: "json",
        title: "Our JSON",
        rank: 90,
        fields: { timestamp: ["timestamp"], message: ["what"] },
        samples: [{ line: '{"what":"gone"}', message: "gone" }],
      }),
    });
    expect(record).toMatchObject({ format: "json", message: "gone" });
  });

  test("that reads its samples as it says differs in nothing", () => {
    const { name, samples } = checkFormat(fileOf());
    expect(name).toBe("tilde");
    expect(samples.map(({ differences }) => differences)).toEqual([[]]);
  });

  test("shows field by field where a sample became something else", () => {
    const samples = [
      { ...SAMPLE, level: "ERROR", attributes: { pid: "7" } },
      { line: "off", message: "off" },
    ];
    const [first, second] = checkFormat(fileOf({ samples })).samples;
    expect(first!.record.message).toBe("slow query");
    expect(first!.differences).toEqual([
      { field: "level", expected: "ERROR", found: "WARNING" },
      { field: "attributes.pid", expected: "7", found: null },
    ]);
    expect(second!.differences).toContainEqual({ field: "format", expected: "tilde", found: null });
  });
});

describe("a wrong definition", () => {
  const problemsOf = (...files: Parameters<typeof loadFormats>[0]) => {
    try {
      loadFormats(files);
      return [];
    } catch (error) {
      return (error as { problems: string[] }).problems;
    }
  };

  test("is refused with the file and the field", () => {
    expect(problemsOf(fileOf({ rank: 500, colour: "red" }))).toEqual([
      expect.stringMatching(/^tilde\.json: rank: .*100/),
      expect.stringMatching(/^tilde\.json: definition: .*colour/),
    ]);
    expect(problemsOf(fileOf({ samples: [{ line: "x", message: "x", level: "LOUD" }] }))).toEqual([
      expect.stringMatching(/^tilde\.json: samples\[0\]\.level: .*FATAL/),
    ]);
  });

  test("is refused with the number of the pattern and what is wrong with it", () => {
    expect(problemsOf(fileOf({ patterns: ["{message}", "{? {level}", "{timestamp:word} {message}"] }))).toEqual([
      'tilde.json: patterns[1]: pattern {? {level}: "{?" without "?}"',
      "tilde.json: patterns[2]: pattern {timestamp:word} {message}: {timestamp} cannot be of type word",
    ]);
    expect(problemsOf(fileOf({ patterns: ["{host:until}"] }))).toEqual([
      "tilde.json: patterns: pattern {host:until}: {host:until} needs a literal after it",
    ]);
  });

  test("that is no JSON is refused with the place", () => {
    expect(problemsOf({ file: "a.json", text: "{" })).toEqual([expect.stringMatching(/^a\.json: is not JSON: /)]);
  });

  test("does not hide what is wrong with the others", () => {
    const files = [
      fileOf({ name: "Tilde" }),
      { file: "a.json", text: "[]" },
      fileOf(),
      { ...fileOf(), file: "b.json" },
    ];
    expect(problemsOf(...files)).toEqual([
      expect.stringMatching(/^tilde\.json: name: /),
      expect.stringMatching(/^a\.json: /),
      "b.json: name: tilde is the name of the format in tilde.json too",
    ]);
  });
});

test("timestamps without a zone of their own are read in the reader's", () => {
  const timestampsIn = (timeZone: string | undefined) => {
    const reader = createLogReader({ timeZone, referenceTimeMs: Date.UTC(2026, 11, 1) });
    const text =
      "2026-07-01 12:00:00 INFO cart - a\n2026-07-01T12:00:00Z INFO cart - b\n2026-11-22 12:00:00 INFO cart - c\n";
    const blocks = [...reader.push(encodeText(text)), ...reader.end()];
    return blocks.flatMap(({ block }) =>
      [...block.timestampUs].map((us) => new Date(us / 1000).toISOString().slice(5, 16)),
    );
  };
  expect(timestampsIn(undefined)).toEqual(["07-01T12:00", "07-01T12:00", "11-22T12:00"]);
  expect(timestampsIn("Europe/Berlin")).toEqual(["07-01T10:00", "07-01T12:00", "11-22T11:00"]);
  expect(timestampsIn("-03:30")).toEqual(["07-01T15:30", "07-01T12:00", "11-22T15:30"]);
  expect(() => timestampsIn("Moon")).toThrow('time zone "Moon" is not known');
});
