export { type Member, readMembers } from "./archive-members.ts";
export { identifyInput, openInputText } from "./input-text.ts";
export { openTextStream, readTextStream } from "./text-stream.ts";
export type { UnpackingLimits } from "./unpacking.ts";
