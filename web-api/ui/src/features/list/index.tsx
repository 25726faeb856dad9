import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useParams } from 'react-router';
import { objectQuery } from '~/api';
import { useLocale } from '~/i18n';
import { LoadFailed, usePageTitle } from '~/parts';
import './list.css';
import { Records } from './Records';

/** The list of one object's records, whatever the object. */
export default function ListPage() {
  const { object: key = '' } = useParams();
  const locale = useLocale();
  const object = useQuery(objectQuery(key));
  usePageTitle(object.data?.plural);
  if (object.isPending) {
    return <Skeleton active />;
  }
  if (object.isError) {
    return <LoadFailed error={object.error} retry={() => void object.refetch()} />;
  }
  return <Records key={key + locale} object={object.data} />;
}
