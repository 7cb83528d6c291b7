import { crc32 } from "node:zlib";

type Content = string | Uint8Array;
type File = readonly [path: string, content: Content, options?: { readonly isEncrypted?: boolean }];

/** A ustar archive. */
export function tarOf(files: readonly File[]): Buffer {
  const blocks = files.flatMap(([path, content]) => {
    const bytes = Buffer.from(content as string);
    const header = Buffer.alloc(512);
    header.write(path);
    header.write("0000644\0", 100);
    header.write(`${bytes.length.toString(8).padStart(11, "0")} `, 124);
    header.write(`${(1_773_482_400).toString(8)} `, 136);
    header.write("        0", 148);
    header.write("ustar\x0000", 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** A zip archive whose members are stored as they are. */
export function zipOf(files: readonly File[]): Buffer {
  const members: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content, options] of files) {
    const bytes = Buffer.from(content as string);
    const name = Buffer.from(path);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20);
    common.writeUInt16LE(0x800 | (options?.isEncrypted === true ? 1 : 0), 2);
    common.writeUInt32LE(0x5c6e5000, 6);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    const member = Buffer.concat([Buffer.from("PK\x03\x04"), common, name, bytes]);
    members.push(member);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, entry, name]));
    offset += member.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...members, listed, end]);
}
