import { useQuery } from '@tanstack/react-query';
import { meQuery } from '~/api';

/** Whether the role makes follow-ups at all. */
export function useMayPlan(): boolean {
  const objects = useQuery(meQuery()).data?.permissions.objects ?? {};
  return (objects.follow_up ?? objects['*'] ?? []).includes('create');
}
