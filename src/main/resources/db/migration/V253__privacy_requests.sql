-- What people may ask of the firm about their data (个人信息权利请求), and which table holds what of whom.

create table privacy_requests (
    id               uuid        primary key,
    -- Of that time: the request outlives an erased file.
    customer_id      uuid        not null,
    kind             text        not null check (kind in ('ACCESS', 'PORTABILITY', 'CORRECTION', 'ERASURE')),
    state            text        not null check (state in ('RECEIVED', 'VERIFIED', 'IN_PROGRESS', 'DONE', 'PARTLY_DONE', 'REJECTED')),
    channel          text        not null check (channel in ('APP', 'PHONE', 'VISIT', 'LETTER', 'EMAIL')),
    note             text        check (length(note) between 1 and 2000),
    evidence_file_id uuid        references files,
    received_at      timestamptz not null,
    -- Fifteen business days from then.
    due_on           date        not null,
    by_id            uuid        not null references users,
    verified_by      uuid        references users,
    verified_at      timestamptz,
    decided_by       uuid        references users,
    decided_at       timestamptz,
    -- What the requester is told.
    answer_zh        text        check (length(answer_zh) between 1 and 8000),
    answer_en        text        check (length(answer_en) between 1 and 8000),
    -- Of an erasure what was done, section by section.
    done             jsonb       check (jsonb_typeof(done) = 'array'),
    version          bigint      not null default 0,
    check ((verified_by is null) = (verified_at is null)),
    check ((decided_by is null) = (decided_at is null)),
    check (kind <> 'ERASURE' or decided_by <> verified_by),
    check (verified_by is not null or state in ('RECEIVED', 'REJECTED')),
    check ((decided_by is not null) = (state in ('IN_PROGRESS', 'DONE', 'PARTLY_DONE', 'REJECTED'))),
    check (state in ('RECEIVED', 'VERIFIED', 'IN_PROGRESS') or answer_zh is not null and answer_en is not null)
);
create unique index privacy_requests_one_open on privacy_requests (customer_id, kind)
    where state in ('RECEIVED', 'VERIFIED', 'IN_PROGRESS');
create index privacy_requests_by_customer on privacy_requests (customer_id, id);
create index privacy_requests_open on privacy_requests (due_on, id) where state in ('RECEIVED', 'VERIFIED', 'IN_PROGRESS');
alter table privacy_requests enable row level security;
create policy sight on privacy_requests for all
    using ((select sight_all()) or exists (select from customers_in_sight c where c.id = privacy_requests.customer_id))
    with check (true);

-- The copies that were asked for, each a ZIP, encrypted, for seven days.
create table privacy_copies (
    request_id uuid        primary key references privacy_requests,
    content    bytea       not null,
    made_at    timestamptz not null default now(),
    -- Real time.
    expires_at timestamptz not null
);
create index privacy_copies_by_end on privacy_copies (expires_at);
call stand_behind_wall('privacy_copies', 'OFFICE');
create policy own on privacy_copies for select
    using (exists (select from privacy_requests r where r.id = privacy_copies.request_id
                      and r.customer_id = any (cast((select sight_customers()) as uuid[]))));

-- Why something must be kept, and for how long from the end of the business with the customer.
create table retention_articles (
    code  text    primary key check (code ~ '^[A-Z_]{1,40}$'),
    years integer not null check (years between 1 and 100),
    zh    text    not null,
    en    text    not null
);
insert into retention_articles values
    ('SUITABILITY', 20, '《证券期货投资者适当性管理办法》第三十二条：适当性资料保存不少于二十年',
     'Measures for Suitability of Securities and Futures Investors, art. 32: records of suitability, at least 20 years'),
    ('ORDER', 20, '《证券期货投资者适当性管理办法》第三十二条：交易合同、双录资料保存不少于二十年',
     'Measures for Suitability of Securities and Futures Investors, art. 32: contracts and recordings, at least 20 years'),
    ('ANTI_LAUNDERING', 10, '《中华人民共和国反洗钱法》第三十四条：客户身份资料和交易记录保存至少十年',
     'Anti-Money Laundering Law, art. 34: identity and transactions, at least 10 years'),
    ('CONSENT', 3, '《中华人民共和国个人信息保护法》第五十六条：处理情况记录保存至少三年',
     'Personal Information Protection Law, art. 56: records of the processing, at least 3 years');

-- Which rows of which table are about a customer: what of them is in a copy, and what becomes of them when the file is erased. A table that
-- names a customer stands here by its own migration; a test fails otherwise.
create table personal_records (
    -- Of erasing: what others refer to goes after them.
    position  integer not null unique,
    relation  text    not null,
    -- Which rows, $1 being the customer's id.
    condition text    not null check (position('$1' in condition) > 0),
    section   text    not null check (section in ('PROFILE', 'ACCOUNT', 'CONSENTS', 'CONTACTS', 'SUITABILITY', 'ORDERS', 'FAMILY',
                          'COMPLAINTS', 'CHAT', 'WORK', 'TRACES')),
    -- Null where it is exported, else the reason why not.
    withheld  text,
    -- Columns that are not exported: the firm's own, other people's, sealed ones.
    omitted   text[]  not null default '{}',
    -- DELETE, or what a row is set to; null where nothing but ids and figures are left once the others are gone.
    erase     text,
    -- What keeps it of customers who have ever had an order.
    basis     text    references retention_articles,
    primary key (relation, condition)
);

-- The customer and those who were merged into this one, over any number of merges.
create function persons_of(customer uuid) returns setof uuid language sql stable as $$
    with recursive person (id) as (
        select customer
        union
        select m.merged_id from person p join merges m on m.survivor_id = p.id
          join restorable_operations o on o.id = m.id and o.undone_at is null)
    select id from person
$$;

-- Accounts that a merge switched off, once what the merge kept of them is gone.
create table former_accounts (
    user_id     uuid primary key references users,
    customer_id uuid not null
);
create index former_accounts_by_customer on former_accounts (customer_id);
call stand_behind_wall('former_accounts', 'OFFICE');
insert into customer_references values ('former_accounts', 'customer_id', 'STAYS');

-- The accounts a person has or had: the customer's, and those merges switched off.
create function accounts_of(customer uuid) returns setof uuid language sql stable as $$
    select id from users where customer_id = customer
    union
    select user_id from former_accounts where customer_id = customer
    union
    select cast(r.key ->> 'id' as uuid) from merges m join restorable_rows r on r.operation_id = m.id and r.relation = 'users'
     where m.survivor_id in (select persons_of(customer)) and jsonb_exists(r.before, 'customer_id')
$$;

-- Columns nobody is told: sealed ones and their indexes, and who of the firm did something.
create function personal_columns(one jsonb, omitted text[]) returns jsonb language sql immutable parallel safe return
    (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(one)
      where key <> all (omitted) and key !~ '(_cipher|_index|_tokens|_hash|_token|_by)$'
        and key <> all ('{by_id,advisor_id,unit_id,version,data,name_key,search_text,roles,active,permissions,lease,text_id,batch}'));

-- A copy of all that is on record about a customer, a row for each table that has anything.
create function personal_copy(customer uuid) returns table (of_section text, of_relation text, rows jsonb) language plpgsql stable as $$
declare
    one personal_records;
begin
    for one in select r.* from personal_records r where r.withheld is null order by r.position loop
        of_section := one.section;
        of_relation := one.relation;
        execute format('select jsonb_agg(personal_columns(to_jsonb(t), $2)) from %I t where %s', one.relation, one.condition)
            into rows using customer, one.omitted;
        if rows is not null then
            return next;
        end if;
    end loop;
end $$;

insert into personal_records (position, relation, condition, section, withheld, omitted, erase, basis) values
    (10, 'ws_tickets', 'session_id in (select s.id from sessions s where s.user_id in (select accounts_of($1)))',
     'ACCOUNT', 'secrets of a sign-in', '{}', 'DELETE', null),
    (11, 'refresh_tokens', 'session_id in (select s.id from sessions s where s.user_id in (select accounts_of($1)))',
     'ACCOUNT', 'secrets of a sign-in', '{}', 'DELETE', null),
    (12, 'sessions', 'user_id in (select accounts_of($1))', 'ACCOUNT', null, '{}',
     'revoked_at = coalesce(revoked_at, now()), revoked_because = coalesce(revoked_because, ''OFFBOARDED'')', null),
    (13, 'deliveries', 'notification_id in (select n.id from notifications n where n.person_id in (select accounts_of($1)))',
     'ACCOUNT', 'repeats the notifications', '{}', 'DELETE', null),
    (14, 'notifications', 'person_id in (select accounts_of($1))', 'ACCOUNT', null, '{occasion,dedupe_key}', 'DELETE', null),
    (15, 'notification_preferences', 'person_id in (select accounts_of($1))', 'ACCOUNT', null, '{}', 'DELETE', null),
    (16, 'devices', 'user_id in (select accounts_of($1))', 'ACCOUNT', null, '{token_version}', 'DELETE', null),
    (17, 'sign_in_devices', 'user_id in (select accounts_of($1))', 'ACCOUNT', null, '{}', 'DELETE', null),
    (18, 'sms_codes', 'phone_index in (select phone_index from users where id in (select accounts_of($1)))', 'ACCOUNT', 'one-time codes', '{}', 'DELETE', null),
    (19, 'device_cursors', 'user_id in (select accounts_of($1))', 'ACCOUNT', 'places in conversations', '{}', 'DELETE', null),
    (20, 'product_questions', 'asked_by in (select accounts_of($1))', 'CHAT', null, '{asked_by_name}',
     'asked_by_name = ''已删除用户'', text = ''[已删除]''', null),
    (30, 'message_editions', '(conversation_id, seq) in (select m.conversation_id, m.seq from messages m where m.sender_id in (select accounts_of($1)))',
     'CHAT', null, '{}', 'body = ''{}''', 'SUITABILITY'),
    (31, 'messages', 'sender_id in (select accounts_of($1))', 'CHAT', null, '{cid,about_seq}',
     'kind = ''text'', body = ''{}'', file_id = null, recalled_at = coalesce(recalled_at, now()), edited_at = null', 'SUITABILITY'),
    (32, 'members', 'user_id in (select accounts_of($1))', 'CHAT', null, '{hidden_seq,changed_at}', null, null),
    (33, 'member_spans', 'user_id in (select accounts_of($1))', 'CHAT', null, '{hidden_seq}', null, null),
    (34, 'consultation_moves', 'consultation_id in (select id from consultations where customer_id = $1)', 'CHAT',
     'the firm''s own handling', '{}', 'DELETE', 'SUITABILITY'),
    (35, 'consultations', 'customer_id = $1', 'CHAT', null, '{assignee_id}', 'DELETE', 'SUITABILITY'),
    (40, 'users', 'customer_id = $1 or id in (select accounts_of($1))', 'ACCOUNT', null, '{username}',
     'phone_index = null, display_name = ''已删除用户'', active = false, version = version + 1000', null),
    (50, 'visit_photos', 'visit_id in (select id from visits where customer_id = $1)', 'CONTACTS', null, '{}', 'DELETE', null),
    (51, 'visits', 'customer_id = $1', 'CONTACTS', null, '{latitude,longitude,accuracy}', 'DELETE', null),
    (52, 'interactions', 'customer_id = $1', 'CONTACTS', null, '{summary,next_step,next_at,flags}', 'DELETE', null),
    (53, 'timeline_entries', 'customer_id = $1', 'CONTACTS', null, '{}', 'DELETE', null),
    (54, 'appointment_moves', 'appointment_id in (select id from appointments where customer_id = $1)', 'CONTACTS',
     'the firm''s own planning', '{}', 'DELETE', null),
    (55, 'appointments', 'customer_id = $1', 'CONTACTS', null, '{owner_id,during,title}', 'DELETE', null),
    (60, 'task_moves', 'task_id in (select id from tasks where customer_id = $1)', 'WORK', 'the firm''s own planning', '{}', 'DELETE', null),
    (61, 'tasks', 'customer_id = $1', 'WORK', 'the firm''s own planning', '{}', 'DELETE', null),
    (62, 'follow_up_runs', 'customer_id = $1', 'WORK', 'the firm''s own planning', '{}', 'DELETE', null),
    (63, 'tier_feedback', 'customer_id = $1', 'WORK', 'the firm''s own judgement', '{}', 'DELETE', null),
    (64, 'pool_warnings', 'customer_id = $1', 'WORK', 'the firm''s own planning', '{}', 'DELETE', null),
    (65, 'pool_entries', 'customer_id = $1', 'WORK', 'who of the firm serves whom', '{}', 'DELETE', null),
    (68, 'customer_seats', 'customer_id = $1', 'WORK', 'who of the firm serves whom', '{}', 'DELETE', null),
    (66, 'customer_contributions', 'customer_id = $1', 'WORK', 'worked out of the orders', '{}', 'DELETE', null),
    (67, 'duplicate_pairs', 'low_id = $1 or high_id = $1', 'WORK', 'speaks of another person too', '{}', 'DELETE', null),
    (70, 'customer_relations', 'customer_id = $1 or related_id = $1', 'FAMILY', null, '{customer_id,related_id,note}', 'DELETE', null),
    (71, 'household_notes', 'household_id in (select m.household_id from household_members m where m.customer_id = $1 and not exists (select from household_members o where o.household_id = m.household_id and o.customer_id <> $1))',
     'FAMILY', 'the firm''s own notes', '{}', 'DELETE', null),
    (72, 'households', 'id in (select m.household_id from household_members m where m.customer_id = $1 and not exists (select from household_members o where o.household_id = m.household_id and o.customer_id <> $1))',
     'FAMILY', null, '{}', 'name = ''[已删除]''', null),
    (73, 'household_members', 'customer_id = $1', 'FAMILY', null, '{}', 'DELETE', null),
    (80, 'complaint_files', 'complaint_id in (select id from complaints where customer_id = $1)', 'COMPLAINTS', null, '{}', 'DELETE', 'SUITABILITY'),
    (81, 'complaint_moves', 'complaint_id in (select id from complaints where customer_id = $1)', 'COMPLAINTS', null, '{to_id,level,note}',
     'note = case when note is null then null else ''[已删除]'' end', 'SUITABILITY'),
    (82, 'complaints', 'customer_id = $1', 'COMPLAINTS', null,
     '{severity,level,about_user_id,assignee_id,root_cause,sla_version,counts_from,first_due_at,due_at,late_at,very_late_at,passed,escalate_at}',
     'customer_id = null, subject = ''[已删除]'', text = ''[已删除]'', rating_note = null, root_cause = case when root_cause is null then null else ''[已删除]'' end, version = version + 1000',
     'SUITABILITY'),
    (90, 'order_documents', 'order_id in (select id from orders where customer_id = $1)', 'ORDERS', null, '{}', 'DELETE', 'ORDER'),
    (91, 'order_recordings', 'order_id in (select id from orders where customer_id = $1)', 'ORDERS', null, '{upload_id}', 'DELETE', 'ORDER'),
    (92, 'order_callbacks', 'order_id in (select id from orders where customer_id = $1)', 'ORDERS', null, '{}', 'DELETE', 'ORDER'),
    (93, 'order_payments', 'order_id in (select id from orders where customer_id = $1)', 'ORDERS', null, '{}',
     'payer_name = ''[已删除]''', 'ORDER'),
    (94, 'order_history', 'order_id in (select id from orders where customer_id = $1)', 'ORDERS', null, '{note}', 'note = null', 'ORDER'),
    (95, 'order_discounts', 'order_id in (select id from orders where customer_id = $1)', 'ORDERS', null, '{reason,leeway}',
     'reason = ''[已删除]''', 'ORDER'),
    (96, 'orders', 'customer_id = $1', 'ORDERS', null, '{customer_name}',
     'customer_name = ''[已删除]'', bank_account_cipher = null, bank_account_tail = null, bank_name = null, version = version + 1000', 'ORDER'),
    (97, 'holdings', 'customer_id = $1', 'ORDERS', null, '{}', null, 'ORDER'),
    (98, 'payouts', 'customer_id = $1', 'ORDERS', null, '{entry_id,distribution_id}', null, 'ANTI_LAUNDERING'),
    (99, 'product_investors', 'customer_id = $1', 'ORDERS', 'counts the orders', '{}', null, 'ORDER'),
    (100, 'contact_shields', 'customer_id = $1', 'ORDERS', null, '{}', 'DELETE', 'ORDER'),
    (110, 'customer_consents_now', 'customer_id = $1', 'CONSENTS', 'repeats the ledger of consents', '{}', 'DELETE', 'CONSENT'),
    (111, 'consents', 'customer_id = $1', 'CONSENTS', null, '{}', 'DELETE', 'CONSENT'),
    (112, 'customer_declarations', 'customer_id = $1', 'SUITABILITY', null, '{}', 'DELETE', 'SUITABILITY'),
    (113, 'investor_certifications', 'customer_id = $1', 'SUITABILITY', null, '{}', 'DELETE', 'SUITABILITY'),
    (114, 'risk_assessments', 'customer_id = $1', 'SUITABILITY', null, '{}', 'DELETE', 'SUITABILITY'),
    (115, 'customer_evidence', 'customer_id = $1', 'SUITABILITY', null, '{}', 'DELETE', 'SUITABILITY'),
    (120, 'customer_other_phones', 'customer_id = $1', 'PROFILE', null, '{}', 'DELETE', null),
    (121, 'merged_customers', 'merged_into = $1', 'TRACES', 'ids alone', '{}', 'DELETE', null),
    (128, 'former_accounts', 'customer_id = $1', 'TRACES', 'ids alone', '{}', null, null),
    (122, 'merges', 'survivor_id = $1 or merged_id = $1', 'TRACES', 'ids alone', '{}', null, null),
    (123, 'customer_handovers', 'customer_id = $1', 'TRACES', 'who of the firm serves whom', '{}', null, null),
    (124, 'import_rows', 'customer_id = $1', 'TRACES', 'the end of the phone, which the profile has', '{}',
     'customer_id = null, phone_end = null', null),
    (125, 'audit_log', 'subject_id = $1', 'TRACES', 'the firm''s watch over its own people', '{}', null, null),
    (126, 'privacy_requests', 'customer_id = $1', 'TRACES', null, '{done}', 'note = null, evidence_file_id = null', 'CONSENT'),
    (127, 'privacy_copies', 'request_id in (select id from privacy_requests where customer_id = $1)', 'TRACES', 'such a copy itself', '{}', 'DELETE', null),
    -- What the business with the customer does not need.
    (140, 'customers', 'id = $1 and (interests <> ''{}'' or extra <> ''{}'' or hometown is not null or channel is not null or asset_band is not null)',
     'PROFILE', 'stands in the profile', '{}',
     'interests = ''{}'', extra = ''{}'', hometown = null, channel = null, asset_band = null, version = version + 1000', null),
    -- Erased in a way of its own: see erase_customer.
    (150, 'customers', 'id = $1', 'PROFILE', null, '{extra,erased_at,erase_after}', 'PROFILE', 'ORDER');

insert into customer_references values ('privacy_requests', 'customer_id', 'STAYS');
