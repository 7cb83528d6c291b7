import { useState, type FormEvent } from "react";

/**
 * What the browser's own rules (`required`, `minLength`, `type`) have against the fields of a form, by their names, to
 * be shown where their other errors are and not in a bubble of the browser's. `form` is for the form element.
 */
export function useFieldErrors() {
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const onInvalid = (event: FormEvent<HTMLFormElement>) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement)) return;
    event.preventDefault();
    setErrors((before) => ({ ...before, [field.name]: messageOf(field) }));
    // Without its bubble the browser does not go to the first field either.
    if (field === event.currentTarget.querySelector("input:invalid")) field.focus();
  };
  const onInput = ({ target }: FormEvent<HTMLFormElement>) => {
    if (!(target instanceof HTMLInputElement)) return;
    setErrors((before) => {
      const { [target.name]: mended, ...others } = before;
      return mended === undefined ? before : others;
    });
  };
  return { errors, form: { onInvalid, onInput } };
}

function messageOf({ validity, minLength, type, validationMessage }: HTMLInputElement): string {
  if (validity.valueMissing) return "This is needed.";
  if (validity.tooShort) return `At least ${minLength} characters.`;
  if (validity.typeMismatch && type === "email") return "This is not an email address.";
  return validationMessage;
}
