import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { Part } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { PageHead, usePageTitle } from '~/parts';
import { type Path, useStudio } from '../core/Studio';
import { textOf } from '../core/words';
import { studioMessages } from '../messages';
import { LabelAt } from '../parts/controls';
import { Parts } from '../parts/Parts';

export const objectOf = (part: Part) => String(part.object ?? '');

export function useObjects() {
  const locale = useLocale();
  const { definition } = useStudio();
  return definition.objects.map((one) => ({ value: one.key, label: textOf(one.label, locale) || one.key }));
}

export function useFields(object: string) {
  const locale = useLocale();
  const { definition } = useStudio();
  return (definition.objects.find((one) => one.key === object)?.fields ?? []).map((field) => ({
    value: field.key,
    label: textOf(field.label, locale) || field.key,
    type: field.type,
  }));
}

export function useRoles() {
  const locale = useLocale();
  const { definition } = useStudio();
  return (definition.roles ?? []).map((one) => ({
    value: one.key,
    label: textOf(one.label, locale) || one.key,
  }));
}

interface WorkProps {
  list: 'pools' | 'assignments' | 'automations' | 'views' | 'dashboards' | 'mailTemplates';
  /** Its address in the studio, where that is not the list's own name. */
  home?: string;
  title: string;
  hint: string;
  add: string;
  empty: string;
  remove: string;
  stem: string;
  first: (object: string) => Omit<Part, 'key' | 'label'>;
  withObject?: boolean;
  children: (part: Part, path: Path) => ReactNode;
}

/** A page of parts that belong to an object each. */
export function WorkPage(props: WorkProps) {
  const { list, home = props.list, withObject = true } = props;
  const t = useMessages(studioMessages);
  const objects = useObjects();
  const { part } = useParams();
  usePageTitle(props.title);
  return (
    <>
      <PageHead title={props.title} below={props.hint} />
      <Parts<Part>
        path={[list]}
        title={props.title}
        home={`/studio/${home}`}
        chosen={part}
        empty={props.empty}
        addLabel={props.add}
        stem={props.stem}
        kinds={withObject ? { label: t.object, options: objects, first: 'customer' } : undefined}
        fresh={({ key, label, kind }) => ({ key, label, ...props.first(kind ?? 'customer') })}
        itemOf={(one) => ({ below: objects.find((object) => object.value === one.object)?.label })}
        removeLabel={props.remove}
      >
        {(one, path) => (
          <div key={one.key}>
            <LabelAt path={[...path, 'label']} label={t.name} />
            {props.children(one, path)}
          </div>
        )}
      </Parts>
    </>
  );
}
