import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { asProblem, meQuery } from '~/api';
import { settleIn, suggestLocale, useLocale } from '~/i18n';
import './base.css';
import { readableBrand } from './color';
import { themeOf } from './theme';

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (times, error) => times < 2 && (asProblem(error)?.status ?? 500) >= 500,
      },
    },
  });
}

/** The company's colour, the chosen language: for Ant Design's parts and for our own styles alike. */
function Dress({ children }: { children: ReactNode }) {
  const locale = useLocale();
  const queries = useQueryClient();
  const me = useQuery(meQuery());
  const brand = readableBrand(me.data?.branding.color);
  const spoken = useRef(locale);
  dayjs.locale(locale === 'en' ? 'en' : 'zh-cn');
  settleIn(me.data?.member.timeZone, me.data?.tenant.timeZone);

  useEffect(() => {
    document.documentElement.style.setProperty('--brand', brand);
  }, [brand]);
  useEffect(() => {
    if (me.data) {
      suggestLocale(me.data.member.locale ?? me.data.tenant.locale);
    }
  }, [me.data]);
  useEffect(() => {
    document.documentElement.lang = locale;
    if (spoken.current !== locale) {
      spoken.current = locale;
      void queries.invalidateQueries();
    }
  }, [locale, queries]);

  return (
    <ConfigProvider
      locale={locale === 'en' ? english : chinese}
      theme={themeOf(brand)}
      button={{ autoInsertSpace: false }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}

export function Providers({ children, client }: { children: ReactNode; client?: QueryClient }) {
  const [queries] = useState(() => client ?? newQueryClient());
  return (
    <QueryClientProvider client={queries}>
      <Dress>{children}</Dress>
    </QueryClientProvider>
  );
}
