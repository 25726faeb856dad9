import type { Definition, Label } from '~/api';
import type { Locale } from '~/i18n';
import { childrenOf, textOf } from './words';

/** A place of the document that names a field or an object. */
export interface Use {
  pointer: string;
  /** The part in words. */
  name: string;
  /** Removing what is named can take it out of here as well: a column of a list, a place in a form. */
  loose: boolean;
}

const expressions = new Set([
  'when',
  'filter',
  'if',
  'where',
  'formula',
  'requiredWhen',
  'visibleWhen',
  'readOnlyWhen',
]);

/** Strings of an expression are no names. */
function names(source: string): string {
  return source.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
}

const mentions = (source: string, name: string) =>
  new RegExp(String.raw`(^|[^\w.])${name}\b`).test(names(source));

/** The names by which an expression over one object can mean a field of another. */
function spellings(definition: Definition, reader: string, object: string, field: string): RegExp[] {
  const parents = (definition.objects.find((one) => one.key === reader)?.fields ?? [])
    .filter((one) => one.type === 'lookup' && one.target === object)
    .map((one) => new RegExp(String.raw`(^|[^\w.])${one.key}\.${field}\b`));
  const children = childrenOf(definition, reader)
    .filter((one) => one.object === object)
    .map((one) => new RegExp(String.raw`(^|[^\w.])${one.key}\b[^]*\.${field}\b`));
  return [...parents, ...children];
}

interface Found {
  pointer: string;
  source: string;
}

function expressionsIn(value: unknown, pointer: string): Found[] {
  if (Array.isArray(value)) {
    return value.flatMap((one, at) => expressionsIn(one, `${pointer}/${String(at)}`));
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    expressions.has(name) && typeof inner === 'string'
      ? [{ pointer: `${pointer}/${name}`, source: inner }]
      : name === 'builder'
        ? []
        : expressionsIn(inner, `${pointer}/${name}`),
  );
}

interface Owned {
  key?: string;
  object?: string;
  label?: Label;
}

const parts = ['funnels', 'gradeScales', 'cadences', 'pools', 'assignments', 'automations', 'views'] as const;

function readers(definition: Definition): { object: string; found: Found; name: string }[] {
  const ofParts = parts.flatMap((part) =>
    ((definition[part] ?? []) as Owned[]).flatMap((one, at) =>
      expressionsIn(one, `/${part}/${String(at)}`).map((found) => ({
        object: one.object ?? '',
        found,
        name: one.key ?? part,
      })),
    ),
  );
  const ofObjects = definition.objects.flatMap((object, at) =>
    expressionsIn(object, `/objects/${String(at)}`).map((found) => ({
      object: object.key,
      found,
      name: object.key,
    })),
  );
  return [...ofParts, ...ofObjects];
}

function inLists(definition: Definition, object: string, field: string, locale: Locale): Use[] {
  const layouts = (definition.layouts ?? []).flatMap((layout, at): Use[] =>
    layout.object === object && JSON.stringify(layout).includes(`"${field}"`)
      ? [{ pointer: `/layouts/${String(at)}`, name: field, loose: true }]
      : [],
  );
  const views = (definition.views ?? []).flatMap((view, at): Use[] => {
    const columns = view.columns as string[] | undefined;
    return view.object === object && columns?.includes(field)
      ? [{ pointer: `/views/${String(at)}/columns`, name: textOf(view.label, locale), loose: true }]
      : [];
  });
  const roles = (definition.roles ?? []).flatMap((role, at): Use[] =>
    role.permissions.fields?.[object]?.[field] === undefined
      ? []
      : [
          {
            pointer: `/roles/${String(at)}/permissions/fields`,
            name: textOf(role.label, locale),
            loose: true,
          },
        ],
  );
  return [...layouts, ...views, ...roles];
}

function asOwnField(definition: Definition, object: string, field: string): Use[] {
  const at = definition.objects.findIndex((one) => one.key === object);
  const owner = definition.objects[at];
  const one = owner?.fields.find((candidate) => candidate.key === field);
  const ofObject =
    owner?.nameField === field || owner?.funnelBy === field
      ? [{ pointer: `/objects/${String(at)}/nameField`, name: owner.key, loose: false }]
      : [];
  const ofParts = (['funnels', 'gradeScales'] as const).flatMap((part) =>
    (definition[part] ?? []).flatMap((each, index): Use[] =>
      each.object === object && each.field === field
        ? [{ pointer: `/${part}/${String(index)}`, name: each.field, loose: false }]
        : [],
    ),
  );
  const duplicates = (owner?.duplicates ?? []).flatMap((rule, index): Use[] =>
    (rule.fields as string[] | undefined)?.includes(field)
      ? [{ pointer: `/objects/${String(at)}/duplicates/${String(index)}`, name: rule.key, loose: false }]
      : [],
  );
  const rollUps = definition.objects.flatMap((reader, index) =>
    reader.fields.flatMap((candidate, position): Use[] => {
      const list = childrenOf(definition, reader.key).find((child) => child.key === candidate.rollup?.of);
      const counts = list?.object === object && candidate.rollup?.field === field;
      const through =
        one?.reverse !== undefined && one.target === reader.key && candidate.rollup?.of === one.reverse;
      return counts || through
        ? [
            {
              pointer: `/objects/${String(index)}/fields/${String(position)}`,
              name: candidate.key,
              loose: false,
            },
          ]
        : [];
    }),
  );
  return [...ofObject, ...ofParts, ...duplicates, ...rollUps];
}

/** Everything that names a field. */
export function usesOfField(definition: Definition, object: string, field: string, locale: Locale): Use[] {
  const at = definition.objects.findIndex((one) => one.key === object);
  const position = definition.objects[at]?.fields.findIndex((one) => one.key === field) ?? -1;
  const own = `/objects/${String(at)}/fields/${String(position)}/`;
  const inExpressions = readers(definition).flatMap(({ object: reader, found, name }): Use[] => {
    const direct = reader === object && mentions(found.source, field);
    const far = spellings(definition, reader, object, field).some((spelling) =>
      spelling.test(names(found.source)),
    );
    return (direct || far) && !found.pointer.startsWith(own)
      ? [{ pointer: found.pointer, name, loose: false }]
      : [];
  });
  return [
    ...asOwnField(definition, object, field),
    ...inExpressions,
    ...inLists(definition, object, field, locale),
  ];
}

/** Everything that names an object beside itself. */
export function usesOfObject(definition: Definition, object: string): Use[] {
  const lookups = definition.objects.flatMap((owner, at) =>
    owner.fields.flatMap((field, position): Use[] =>
      field.target === object && owner.key !== object
        ? [{ pointer: `/objects/${String(at)}/fields/${String(position)}`, name: field.key, loose: false }]
        : [],
    ),
  );
  const named = (
    ['funnels', 'gradeScales', 'cadences', 'pools', 'assignments', 'automations', 'views', 'layouts'] as const
  ).flatMap((part) =>
    ((definition[part] ?? []) as Owned[]).flatMap((one, at): Use[] =>
      one.object === object
        ? [
            {
              pointer: `/${part}/${String(at)}`,
              name: one.key ?? object,
              loose: part === 'views' || part === 'layouts',
            },
          ]
        : [],
    ),
  );
  return [...lookups, ...named];
}

const without = (list: string[] | undefined, field: string) => list?.filter((one) => one !== field);

/** The document without a field, taken out of every list, form and role that showed it. */
export function withoutField(definition: Definition, object: string, field: string): Definition {
  return {
    ...definition,
    objects: definition.objects.map((one) =>
      one.key === object ? { ...one, fields: one.fields.filter((each) => each.key !== field) } : one,
    ),
    ...(definition.layouts && {
      layouts: definition.layouts.map((one) =>
        one.object === object
          ? {
              ...one,
              ...(one.card && { card: without(one.card, field) }),
              ...(one.list && { list: without(one.list, field) }),
              ...(one.form && { form: without(one.form, field) }),
              ...(one.sections && {
                sections: one.sections.map((section) => ({
                  ...section,
                  fields: section.fields.filter((each) => each !== field),
                })),
              }),
            }
          : one,
      ),
    }),
    ...(definition.views && {
      views: definition.views.map((one) =>
        one.object === object
          ? { ...one, columns: without(one.columns as string[] | undefined, field) }
          : one,
      ),
    }),
    ...(definition.roles && {
      roles: definition.roles.map((role) => withoutRight(role, object, field)),
    }),
  };
}

function withoutRight(
  role: NonNullable<Definition['roles']>[number],
  object: string,
  field: string,
): NonNullable<Definition['roles']>[number] {
  const fields = role.permissions.fields;
  if (fields?.[object]?.[field] === undefined) {
    return role;
  }
  const rest = Object.fromEntries(Object.entries(fields[object]).filter(([key]) => key !== field));
  return { ...role, permissions: { ...role.permissions, fields: { ...fields, [object]: rest } } };
}

/** The document without an object, its lists and its layout. */
export function withoutObject(definition: Definition, object: string): Definition {
  const others = <T>(list: T[]) => list.filter((one) => (one as Owned).object !== object);
  return {
    ...definition,
    objects: definition.objects.filter((one) => one.key !== object),
    ...(definition.layouts && { layouts: others(definition.layouts) }),
    ...(definition.views && { views: others(definition.views) }),
    ...(definition.roles && {
      roles: definition.roles.map((role) => {
        const { objects, fields, ...rest } = role.permissions;
        const keep = <T>(of: Record<string, T>) =>
          Object.fromEntries(Object.entries(of).filter(([key]) => key !== object));
        return {
          ...role,
          permissions: { ...rest, objects: keep(objects), ...(fields && { fields: keep(fields) }) },
        };
      }),
    }),
  };
}

/** A stage, grade or option that what is in force has and the draft has no more. */
export interface RemovedValue {
  object: string;
  field: string;
  value: string;
  label: string;
  fieldLabel: string;
  several: boolean;
  others: { key: string; label: string }[];
}
