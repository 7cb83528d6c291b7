const PARSE_OPTIONS = `  --time-zone ZONE  where times name no zone, e.g. Europe/Berlin or +02:00 (default: UTC)
  --formats DIR     a folder of one's own formats, JSON files, known besides the standard ones
                    (default: formats in the data directory of a server started here)`;

/** What `faultline --help` and `faultline help COMMAND` print. */
export const USAGE = {
  all: `Usage: faultline COMMAND

  serve [PATH…]            serves the web app and the API, and takes in log files and folders
  ingest PATH…             sends log files and folders to a server that is running
  parse PATH…              shows what logs are read as; needs no server, - is standard input
  analyze PATH…            finds unusual times, kinds of error and templates; needs no server either
  formats                  lists the formats that are known
  formats test FILE        checks a format of one's own and shows what its samples become

  -h, --help               this text; with a command, what that command takes
  -v, --version            the version

Settings come from the environment or from a file .env; .env.example lists them.`,

  serve: `Usage: faultline serve [PATH…]

Serves the web app and the API on http://127.0.0.1:8000, and takes in the log files and folders named.
Settings come from the environment or from a file .env; .env.example lists them.`,

  ingest: `Usage: faultline ingest PATH… [options]

Sends log files, folders and archives to a Faultline server and waits until they are read.

  --server URL      the server (default: http://127.0.0.1:8000)
  --api-key KEY     one of an admin's API keys (default: FAULTLINE_API_KEY)
  --time-zone ZONE  where times name no zone, e.g. Europe/Berlin or +02:00 (default: the server's)
  --source NAME     what the logs are of
  --environment E   where they are from, e.g. production
  --allow-duplicate take in what the server has already

Ends with 1 if a file was refused or could not be read to its end.`,

  parse: `Usage: faultline parse PATH… [options]

Reads log files, folders and archives, or standard input with -, and prints their records.

  --json            one JSON object a record, on a line; all is read once before, for the records' templates
  --raw             with --json: the record exactly as it stands in the file, too
${PARSE_OPTIONS}

Ends with 1 if something could not be read.`,

  analyze: `Usage: faultline analyze PATH… [options]

Reads log files, folders and archives, or standard input with -, and reports the times that are unusual and why, the
kinds of error, and the templates of the messages: what the pages of a server show.

  --json            all that was found, as one JSON object
  --window MINUTES  length of the windows of time that are compared (default: 2)
  --contamination N flags just this share of the windows, above 0 and at most 0.5
                    (default: those that differ materially from the usual)
${PARSE_OPTIONS}

Ends with 1 if something could not be read.`,

  formats: `Usage: faultline formats [--formats DIR] [--json]
       faultline formats test FILE [LINES-FILE]

Lists the formats that are known, or checks one's own: FILE is its definition, and each of its samples is shown as it
is read. With LINES-FILE the lines of that file are read with the format, too.

  --json            one JSON object a format, on a line
  --formats DIR     a folder of one's own formats, JSON files
                    (default: formats in the data directory of a server started here)

\`formats test\` ends with 1 if the definition is wrong, a sample is read otherwise than it says, or a line
of LINES-FILE is not read with the format.`,
} as const;

export type Topic = keyof typeof USAGE;
