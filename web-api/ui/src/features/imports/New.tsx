import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { objectQuery } from '~/api';
import { useMessages } from '~/i18n';
import { PageHead, ProblemAlert, usePageTitle } from '~/parts';
import { keep } from './files';
import { Drop } from './FileStep';
import { importMessages } from './messages';
import { type Step, Steps } from './Steps';
import { targetsOf, withRemembered } from './targets';
import { isWhole, type What, WhatForm } from './What';
import { usePanelFocus } from './usePanelFocus';
import { changeOptions, importKey, type Mode, remembered, upload } from './wire';

const modes = ['create', 'update', 'upsert'];

/** The first two steps: what is imported, and the file. */
export function NewImport() {
  const t = useMessages(importMessages);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [params] = useSearchParams();
  const mode = params.get('mode') ?? 'create';
  const [what, setWhat] = useState<What>({
    object: params.get('object') ?? 'customer',
    mode: modes.includes(mode) ? (mode as Mode) : 'create',
    matchBy: params.getAll('matchBy'),
  });
  const [step, go] = useState<Step>('what');
  const panel = usePanelFocus(step);
  const object = useQuery(objectQuery(what.object));
  usePageTitle(t.newImport);
  const loading = useMutation({
    mutationFn: async (file: File) => {
      const options = { ...what, matchBy: what.matchBy.length > 0 ? what.matchBy : undefined };
      const of = await upload(file, options);
      keep(of.id, file);
      const before = await remembered(of.object, of.columns, of.id).catch(() => []);
      const known = object.data ? targetsOf(object.data, 'en').flatMap((group) => group.options.map((one) => one.value)) : []; // prettier-ignore
      const mapping = withRemembered(of.mapping, before, known);
      return JSON.stringify(mapping) === JSON.stringify(of.mapping)
        ? of
        : changeOptions(of.id, { ...options, mapping });
    },
    onSuccess: (of) => {
      queries.setQueryData(importKey(of.id), of);
      void queries.invalidateQueries({ queryKey: ['imports', 'list'] });
      void navigate(`/studio/import/${of.id}?step=file`, { replace: true });
    },
  });
  return (
    <div className="import">
      <PageHead above={<Link to="/studio/import">{t.title}</Link>} title={t.newImport} />
      <Steps at={step} open={isWhole(what) ? ['what', 'file'] : ['what']} onGo={go} />
      <ProblemAlert error={loading.error ?? object.error} />
      <section ref={panel} tabIndex={-1} className="import-panel" aria-label={t[`step_${step}`]}>
        {step === 'what' ? (
          <WhatForm what={what} object={object.data} onChange={setWhat} />
        ) : (
          <Drop
            busy={loading.isPending}
            onFile={(file) => {
              loading.mutate(file);
            }}
          />
        )}
        <div className="import-ways">
          {step === 'what' ? (
            <Button
              type="primary"
              disabled={!isWhole(what) || !object.data}
              onClick={() => {
                go('file');
              }}
            >
              {t.next}
            </Button>
          ) : (
            <Button
              disabled={loading.isPending}
              onClick={() => {
                go('what');
              }}
            >
              {t.back}
            </Button>
          )}
        </div>
      </section>
    </div>
  );
}
