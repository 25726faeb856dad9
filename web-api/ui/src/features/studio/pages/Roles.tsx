import { Checkbox, Select, Table } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Definition, FieldDefinition, RoleDefinition } from '~/api';
import { type Locale, useLocale, useMessages } from '~/i18n';
import { PageHead, usePageTitle } from '~/parts';
import { type Path, useStudio } from '../core/Studio';
import { textOf } from '../core/words';
import { studioMessages } from '../messages';
import { LabelAt, RadioAt, SelectAt, SwitchAt, useAt } from '../parts/controls';
import { Parts } from '../parts/Parts';
import { Group } from '../parts/Row';

const rights = ['read', 'create', 'update', 'delete'] as const;

/** What may be done with the records of each object; `*` stands for all that are not named. */
function ObjectRights({ path }: { path: Path }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const [granted = {}, set] = useAt<Record<string, string[]>>(path);
  const rows = [
    { key: '*', label: t.allOthers },
    ...definition.objects.map((object) => ({
      key: object.key,
      label: textOf(object.label, locale) || object.key,
    })),
  ];
  const own = (key: string) => key === '*' || granted[key] !== undefined;
  const ofObject = (key: string) => granted[key] ?? granted['*'] ?? [];
  const put = (key: string, next: string[] | undefined) => {
    const rest = Object.fromEntries(Object.entries(granted).filter(([one]) => one !== key));
    set(next ? { ...rest, [key]: rights.filter((right) => next.includes(right)) } : rest);
  };
  return (
    <Table
      className="rights"
      size="small"
      rowKey="key"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={rows}
      columns={[
        { key: 'object', title: t.object, dataIndex: 'label', fixed: 'start' },
        ...rights.map((right) => ({
          key: right,
          title: t[`right_${right}`],
          align: 'center' as const,
          render: (_: unknown, row: { key: string; label: string }) => (
            <Checkbox
              aria-label={`${row.label}: ${t[`right_${right}`]}`}
              checked={ofObject(row.key).includes(right)}
              className={own(row.key) ? undefined : 'right-inherited'}
              onChange={(event) => {
                const now = ofObject(row.key);
                put(row.key, event.target.checked ? [...now, right] : now.filter((one) => one !== right));
              }}
            />
          ),
        })),
        {
          key: 'way',
          title: '',
          render: (_: unknown, row: { key: string; label: string }) =>
            row.key !== '*' && own(row.key) ? (
              <button
                type="button"
                className="linklike"
                onClick={() => {
                  put(row.key, undefined);
                }}
              >
                {t.asAllOthers}
              </button>
            ) : null,
        },
      ]}
    />
  );
}

const levels = ['none', 'masked', 'read', 'edit'] as const;

/** Which fields of an object the role reads and writes. What is not said is editable, a masked field masked. */
function FieldRights({ path }: { path: Path }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const [granted = {}, set] = useAt<Record<string, Record<string, string>>>(path);
  const [object, setObject] = useState(Object.keys(granted)[0] ?? 'customer');
  const fields = definition.objects.find((one) => one.key === object)?.fields ?? [];
  const put = (field: string, level: string | undefined) => {
    const rest = Object.fromEntries(Object.entries(granted[object] ?? {}).filter(([key]) => key !== field));
    const next = level ? { ...rest, [field]: level } : rest;
    const all = Object.fromEntries(Object.entries(granted).filter(([key]) => key !== object));
    const whole = Object.keys(next).length > 0 ? { ...all, [object]: next } : all;
    set(Object.keys(whole).length > 0 ? whole : undefined);
  };
  const limited = (key: string) => Object.keys(granted[key] ?? {}).length;
  return (
    <>
      <Select
        aria-label={t.object}
        className="rights-object"
        value={object}
        options={definition.objects.map((one) => ({
          value: one.key,
          label: `${textOf(one.label, locale)}${limited(one.key) ? ` (${String(limited(one.key))})` : ''}`,
        }))}
        onChange={setObject}
      />
      <Table<FieldDefinition>
        className="rights"
        size="small"
        rowKey="key"
        pagination={false}
        scroll={{ x: 'max-content', y: 360 }}
        dataSource={fields}
        columns={[
          { key: 'field', title: t.field, render: (_, field) => textOf(field.label, locale) || field.key },
          {
            key: 'level',
            title: t.mayField,
            width: 190,
            render: (_, field) => (
              <Select
                aria-label={`${textOf(field.label, locale)}: ${t.mayField}`}
                className="value-select"
                size="small"
                value={granted[object]?.[field.key] ?? (field.masked ? 'masked' : 'edit')}
                options={levels.map((level) => ({ value: level, label: t[`level_${level}`] }))}
                onChange={(level: string) => {
                  put(field.key, level === (field.masked ? 'masked' : 'edit') ? undefined : level);
                }}
              />
            ),
          },
        ]}
      />
    </>
  );
}

/** The roles above one, itself first: what may not be below it. */
function isBelow(roles: readonly RoleDefinition[], candidate: string, role: string): boolean {
  const seen = new Set<string>();
  for (let key: string | undefined = candidate; key && !seen.has(key);) {
    if (key === role) {
      return true;
    }
    seen.add(key);
    const above: string | undefined = key;
    key = roles.find((one) => one.key === above)?.parent;
  }
  return false;
}

function depthOf(definition: Definition, role: RoleDefinition): number {
  let depth = 0;
  let at: RoleDefinition | undefined = role;
  while (at?.parent && depth < 12) {
    const parent: string = at.parent;
    at = definition.roles?.find((one) => one.key === parent);
    depth += 1;
  }
  return depth;
}

function Role({ role, path }: { role: RoleDefinition; path: Path }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const roles = definition.roles ?? [];
  const permissions = [...path, 'permissions'];
  return (
    <>
      <LabelAt path={[...path, 'label']} label={t.name} />
      <SelectAt
        path={[...path, 'parent']}
        label={t.parentRole}
        hint={t.parentRoleHint}
        options={roles
          .filter((one) => !isBelow(roles, one.key, role.key))
          .map((one) => ({ value: one.key, label: textOf(one.label, locale) || one.key }))}
      />
      <RadioAt
        path={[...permissions, 'scope']}
        label={t.scope}
        hint={t.scopeHint}
        fallback="own"
        options={(['own', 'team', 'all'] as const).map((scope) => ({
          value: scope,
          label: t[`scope_${scope}`],
        }))}
      />
      <SwitchAt path={[...permissions, 'admin']} label={t.admin} hint={t.adminHint} />
      <SwitchAt path={[...permissions, 'overrideCriteria']} label={t.override} hint={t.overrideHint} />
      <Group title={t.objectRights} hint={t.objectRightsHint}>
        <ObjectRights path={[...permissions, 'objects']} />
      </Group>
      <Group title={t.fieldRights} hint={t.fieldRightsHint}>
        <FieldRights path={[...permissions, 'fields']} />
      </Group>
    </>
  );
}

function scopeWord(
  t: { scope_own: string; scope_team: string; scope_all: string },
  role: RoleDefinition,
): string {
  return t[`scope_${role.permissions.scope}`];
}

/** Who may do what. */
export function RolesPage() {
  const t = useMessages(studioMessages);
  const locale: Locale = useLocale();
  const { part } = useParams();
  const { definition } = useStudio();
  usePageTitle(t.roles);
  const admins = (definition.roles ?? []).filter((role) => role.permissions.admin);
  return (
    <>
      <PageHead title={t.roles} below={t.rolesHint} />
      <Parts<RoleDefinition>
        path={['roles']}
        title={t.roles}
        home="/studio/roles"
        chosen={part}
        empty={t.noRoles}
        addLabel={t.addRole}
        stem="role"
        fresh={({ key, label }) => ({
          key,
          label,
          permissions: { scope: 'own', objects: { '*': ['read', 'create', 'update'] } },
        })}
        itemOf={(role) => ({
          before: (
            <span
              className="role-depth"
              style={{ width: `${String(depthOf(definition, role) * 14)}px` }}
              aria-hidden="true"
            />
          ),
          below: [
            scopeWord(t, role),
            ...(role.permissions.admin ? [t.adminShort] : []),
            ...(role.parent
              ? [t.under(textOf(definition.roles?.find((one) => one.key === role.parent)?.label, locale))]
              : []),
          ].join(' · '),
        })}
        removeLabel={t.removeRole}
        keeps={(role) =>
          definition.roles?.some((one) => one.parent === role.key)
            ? t.roleHasBelow
            : role.permissions.admin && admins.length === 1
              ? t.lastAdmin
              : null
        }
      >
        {(role, path) => <Role key={role.key} role={role} path={path} />}
      </Parts>
    </>
  );
}
