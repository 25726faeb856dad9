import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Definition } from '~/api';
import { useMessages } from '~/i18n';
import { PageHead, usePageTitle } from '~/parts';
import { useStudio } from '../core/Studio';
import { studioMessages } from '../messages';
import { ColorAt, TextAt } from '../parts/controls';
import { sections } from '../sections';

/** The way into every part of the studio. */
export function OverviewPage() {
  const t = useMessages(studioMessages);
  const { definition } = useStudio();
  usePageTitle(t.overview);
  return (
    <>
      <PageHead title={t.overview} below={t.overviewHint} />
      <ul className="overview">
        {sections.map(({ key, icon, count }) => (
          <li key={key}>
            <Link to={`/studio/${key}`}>
              {icon}
              <span>
                <strong>{t[`to_${key}`]}</strong>
                <span>{t[`hint_${key}`]}</span>
              </span>
              {count && <b>{count(definition)}</b>}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The company's name and colour. */
export function BrandingPage() {
  const t = useMessages(studioMessages);
  usePageTitle(t.branding);
  return (
    <>
      <PageHead title={t.branding} />
      <div className="studio-panel form-page">
        <TextAt path={['branding', 'name']} label={t.companyName} />
        <ColorAt path={['branding', 'color']} label={t.color} />
      </div>
    </>
  );
}

/** The whole document as text: for what is quicker written than clicked. */
export function DocumentPage() {
  const t = useMessages(studioMessages);
  const { definition, change, generation } = useStudio();
  usePageTitle(t.document);
  const written = () => {
    return JSON.stringify({ ...definition, version: undefined }, null, 2);
  };
  const [text, setText] = useState(written);
  const [fault, setFault] = useState<string | null>(null);
  const take = () => {
    try {
      const document = JSON.parse(text) as Omit<Definition, 'version'>;
      if (typeof document !== 'object' || !Array.isArray(document.objects)) {
        setFault(t.notADefinition);
        return;
      }
      setFault(null);
      change((before) => ({ ...document, funnels: document.funnels ?? [], version: before.version }));
    } catch (failure) {
      setFault(t.notJsonAt(failure instanceof Error ? failure.message : ''));
    }
  };
  return (
    <div key={generation}>
      <PageHead
        title={t.document}
        below={t.documentHint}
        actions={
          <>
            <Button
              onClick={() => {
                setText(written());
                setFault(null);
              }}
            >
              {t.resetText}
            </Button>
            <Button onClick={take}>{t.takeText}</Button>
          </>
        }
      />
      {fault && (
        <p className="part-error" role="alert">
          {fault}
        </p>
      )}
      <Input.TextArea
        className="cel-text document-text"
        aria-label={t.document}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
    </div>
  );
}
