import type { Me, Member } from '~/api';

/** Whom a member may plan for: herself, the record's owner, and whoever works below her; an admin for everybody. */
export function assignees(
  me: Me | undefined,
  members: readonly Member[],
  owner: string | null | undefined,
): ReadonlySet<string> {
  if (!me) {
    return new Set();
  }
  if (me.permissions.admin) {
    return new Set(members.map(({ id }) => id));
  }
  const found = new Set([me.member.id]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    members.forEach(({ id, managerId }) => {
      if (managerId && found.has(managerId)) {
        found.add(id);
      }
    });
  }
  if (owner) {
    found.add(owner);
  }
  return found;
}
