/** The files of this page's imports, by the import's id: to read one another way it is sent again. */
const files = new Map<string, File>();

export function keep(id: string, file: File) {
  files.set(id, file);
}

export const kept = (id: string): File | undefined => files.get(id);
