import { http, HttpResponse } from 'msw';
import type { SavedView, ViewWish } from '~/api';
import { problem } from './problem';
import { me, type World } from './world';

/** The saved views of the member who looks. */
export interface Views {
  items: SavedView[];
  first: string | null;
  /** Whether they cannot be had. */
  fail: boolean;
}

export const viewsOf = (): Views => ({ items: [], first: null, fail: false });

export const savedView = (id: string, label: string, more: Partial<SavedView> = {}): SavedView => ({
  id,
  object: 'deal',
  label,
  kind: 'list',
  filter: null,
  sort: null,
  q: null,
  columns: [],
  shared: false,
  roles: [],
  pinned: false,
  default: false,
  owner: me,
  mayEdit: true,
  ...more,
});

function sent(world: World, request: Request, body: unknown) {
  world.sent.push({
    method: request.method,
    path: new URL(request.url).pathname,
    headers: request.headers,
    body,
  });
}

export function viewHandlers(world: World) {
  const { views } = world;
  const answer = (object: string | null) => ({
    items: views.items
      .filter((one) => one.object === object)
      .map((one) => ({ ...one, default: one.id === views.first })),
    default: views.first,
  });
  const merged = (view: SavedView, wish: ViewWish) => {
    const said = Object.fromEntries(
      Object.entries(wish).map(([key, value]) => [key, value === '' ? null : value]),
    );
    if (wish.default !== undefined) {
      views.first = wish.default ? view.id : null;
    }
    return Object.assign(view, said);
  };
  return [
    http.get('*/api/v1/views', ({ request }) =>
      views.fail
        ? problem(503, 'unavailable', 'Come back later.')
        : HttpResponse.json(answer(new URL(request.url).searchParams.get('object'))),
    ),
    http.post('*/api/v1/views', async ({ request }) => {
      const wish = (await request.json()) as ViewWish;
      sent(world, request, wish);
      if (wish.label === 'Refused') {
        return problem(422, 'view-invalid', 'There is no such field.');
      }
      const view = merged(savedView(`v${String(views.items.length + 1)}`, ''), wish);
      views.items.push(view);
      return HttpResponse.json(view, { status: 201 });
    }),
    http.put('*/api/v1/views/default', async ({ request }) => {
      const { object, view } = (await request.json()) as { object: string; view?: string };
      sent(world, request, { object, view });
      views.first = view ?? null;
      return HttpResponse.json(answer(object));
    }),
    http.patch('*/api/v1/views/:id', async ({ request, params }) => {
      const wish = (await request.json()) as ViewWish;
      sent(world, request, wish);
      const view = views.items.find((one) => one.id === params.id);
      return view
        ? HttpResponse.json(merged(view, wish))
        : problem(404, 'view-not-found', 'There is no such view.');
    }),
    http.delete('*/api/v1/views/:id', ({ request, params }) => {
      sent(world, request, null);
      views.items = views.items.filter((one) => one.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
  ];
}
