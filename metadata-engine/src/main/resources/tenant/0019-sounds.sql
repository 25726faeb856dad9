-- What records are found by now holds how Chinese characters sound; standing records are put into the index anew, by the
-- job that a publish would queue. Until it has come by, they are found by what they were found by before.
INSERT INTO _search_filling (object) SELECT object FROM _object ON CONFLICT (object) DO UPDATE SET behind = NULL;
INSERT INTO platform.job (id, tenant_id, member_id, kind, subject_id, state, done, attempts, created_at)
SELECT gen_random_uuid(), tenant.id, member.id, 'fill-search', gen_random_uuid(), 'queued', 0, 0, now()
FROM platform.tenant, (SELECT id FROM _member ORDER BY created_at, id LIMIT 1) member
WHERE tenant.schema_name = current_schema();
