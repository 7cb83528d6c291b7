import { TextInput } from "@mantine/core";
import type { UploadFields } from "../../api/upload.ts";
import { TimeZoneSelect } from "./time-zone-select.tsx";

interface UploadOptionsProps {
  fields: UploadFields;
  onChange: (fields: UploadFields) => void;
}

/** What is said of the files that are uploaded next. */
export function UploadOptions({ fields, onChange }: UploadOptionsProps) {
  const { source = "", environment = "", time_zone = null } = fields;
  const told = [source, environment, time_zone].filter(Boolean).join(" · ");
  return (
    <details className="upload__labels">
      <summary>Labels and time zone{told && <span className="upload__told">{told}</span>}</summary>
      <div className="upload__fields">
        <TextInput
          label="Source"
          description="What the logs are of"
          placeholder="For example payments"
          maxLength={255}
          value={source}
          onChange={(event) => onChange({ ...fields, source: event.currentTarget.value })}
        />
        <TextInput
          label="Environment"
          description="Where they are from"
          placeholder="For example production"
          maxLength={255}
          value={environment}
          onChange={(event) => onChange({ ...fields, environment: event.currentTarget.value })}
        />
        <TimeZoneSelect
          value={time_zone}
          onChange={(zone) => onChange({ source, environment, ...(zone !== null && { time_zone: zone }) })}
        />
      </div>
    </details>
  );
}
