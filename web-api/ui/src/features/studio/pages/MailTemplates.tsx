import type { Part } from '~/api';
import { useLocale, useMessages } from '~/i18n';
import { useStudio, type Path } from '../core/Studio';
import { fieldsOf } from '../core/words';
import { studioMessages } from '../messages';
import { LabelAt, SelectAt } from '../parts/controls';
import { objectOf, useFields, WorkPage } from './WorkPage';

const people = ['owner.name', 'owner.email', 'me.name', 'me.email', 'company.name'];
const SHOWN = 24;

/** What may stand in double braces, ready to be copied. */
function Names({ object }: { object: string }) {
  const t = useMessages(studioMessages);
  const locale = useLocale();
  const { definition } = useStudio();
  const own = definition.objects.find((one) => one.key === object)?.fields ?? [];
  const far = own
    .filter((field) => field.type === 'lookup' && field.target)
    .map((field) => {
      const target = definition.objects.find((one) => one.key === field.target);
      return `${field.key}.${target?.nameField ?? 'name'}`;
    });
  const labels = new Map(fieldsOf(definition, object, locale).map((field) => [field.key, field.label]));
  return (
    <details className="mail-names">
      <summary>{t.mailNames}</summary>
      <ul>
        {[...own.slice(0, SHOWN).map((field) => field.key), ...far, ...people].map((name) => (
          <li key={name}>
            <code>{`{{${name}}}`}</code> {labels.get(name)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Template({ template, path }: { template: Part; path: Path }) {
  const t = useMessages(studioMessages);
  const object = objectOf(template);
  const booleans = useFields(object).filter((field) => field.type === 'boolean');
  return (
    <>
      <LabelAt path={[...path, 'subject']} label={t.mailSubject} />
      <LabelAt path={[...path, 'body']} label={t.mailBody} lines />
      <Names object={object} />
      <SelectAt
        path={[...path, 'optOut']}
        label={t.mailOptOut}
        hint={t.mailOptOutHint}
        options={booleans.map(({ value, label }) => ({ value, label }))}
      />
    </>
  );
}

/** What mails say: subject and text with values of the record. */
export function MailTemplatesPage() {
  const t = useMessages(studioMessages);
  return (
    <WorkPage
      list="mailTemplates"
      home="mail"
      title={t.mailTemplates}
      hint={t.mailTemplatesHint}
      add={t.addMailTemplate}
      empty={t.noMailTemplates}
      remove={t.removeMailTemplate}
      stem="mail"
      first={(object) => ({
        object,
        subject: { 'zh-CN': '', en: '' },
        body: { 'zh-CN': '', en: '' },
      })}
    >
      {(template, path) => <Template template={template} path={path} />}
    </WorkPage>
  );
}
