-- Gives the company "bench" a million customers, or as many as are named, with Chinese and other names, telephone
-- numbers and addresses, straight into the table, and queues the job that makes their index; the GIN index over it is
-- dropped, for it is made sooner when all stand. Then a customer with 10,000 events. Variables: schema, the company's;
-- admin, the id of the first member; rows, how many.

SET search_path = :"schema";

BEGIN;

INSERT INTO customer (id, version, owner_id, created_at, created_by, updated_at, updated_by, name, name__key, grade,
                      phone)
SELECT uuidv7(), 1, :'admin', now(), :'admin', now(), :'admin', name, lower(replace(name, ' ', '')), 'c',
       '1' || (3 + n % 6)::text || lpad(((hashint8(n)::bigint + 2147483648) % 1000000000)::text, 9, '0')
FROM generate_series(1, :rows) AS n
CROSS JOIN LATERAL (SELECT abs(hashint8(n * 7)::bigint) AS a, abs(hashint8(n * 13)::bigint) AS b,
                           abs(hashint8(n * 29)::bigint) AS c) AS dice
CROSS JOIN LATERAL (SELECT CASE WHEN n % 10 < 7 THEN
        (ARRAY['深圳','北京','上海','广州','杭州','苏州','成都','武汉','南京','天津','重庆','西安','宁波','青岛','大连'])[1 + a % 15]
        || substr('华中国信科安达盛天海东方新联合金龙瑞德宏伟博文明辉远恒泰康宁长江鑫源正义祥和福兴隆昌吉顺丰裕嘉禾云星辰光电子智能创想未来世纪通达利诚品优佳美乐',
                  (1 + b % 70)::int, 2)
        || substr('华中国信科安达盛天海东方新联合金龙瑞德宏伟博文明辉远恒泰康宁长江鑫源正义祥和福兴隆昌吉顺丰裕嘉禾云星辰光电子智能创想未来世纪通达利诚品优佳美乐',
                  (1 + c % 71)::int, 1)
        || (ARRAY['科技','贸易','机械','电子','食品','医疗','物流','建材'])[1 + (a / 15) % 8] || '有限公司'
    ELSE
        initcap(substr('banorelistumarevinokadestilaporemasugifodenatcheruvolymen', (1 + a % 50)::int, (4 + b % 5)::int))
        || ' ' || initcap(substr('kestrumolivarbendoxitelpanfrugeswicholmatzer', (1 + c % 38)::int, (4 + a % 4)::int))
        || ' ' || (ARRAY['Foods','Machines','Logistics','Trading','Software','Medical'])[1 + (b / 5) % 6]
    END AS name) AS named;

DROP INDEX _search_tokens;

INSERT INTO _search_filling (object) VALUES ('customer') ON CONFLICT (object) DO UPDATE SET behind = NULL;
INSERT INTO platform.job (id, tenant_id, member_id, kind, subject_id, state, done, attempts, created_at)
SELECT uuidv7(), id, :'admin', 'fill-search', uuidv7(), 'queued', 0, 0, now()
FROM platform.tenant WHERE schema_name = :'schema';

INSERT INTO customer (id, version, owner_id, created_at, created_by, updated_at, updated_by, name, name__key)
SELECT '0197b5a0-0000-7000-8000-000000000001', 1, :'admin', now(), :'admin', now(), :'admin', 'Busy', 'busy';

INSERT INTO activity (id, version, owner_id, created_at, created_by, updated_at, updated_by, subject_object, subject_id,
                      subject, kind, started_at)
SELECT uuidv7(), 1, :'admin', now(), :'admin', now(), :'admin', 'customer', '0197b5a0-0000-7000-8000-000000000001',
       'Activity ' || n, 'call', now() - n * interval '1 minute'
FROM generate_series(1, 5000) AS n;

INSERT INTO _change (record_id, version, object, fields, before, after, cause, actor, changed_at, config_version)
SELECT '0197b5a0-0000-7000-8000-000000000001', n, 'customer', '{city}', '{"city": "a"}', '{"city": "b"}', 'api', :'admin',
       now() - (5001 - n) * interval '1 minute', 1
FROM generate_series(1, 5000) AS n;

COMMIT;

VACUUM ANALYZE customer, activity, _change;
